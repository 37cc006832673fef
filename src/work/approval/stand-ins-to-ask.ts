import { isEscalatedTo, mayVote } from '../../guests/approval/approval-rule.ts';
import { noteInstead, type StandIn, standInsFor } from '../../store/approvals/stand-ins.ts';
import type { Db } from '../../store/database.ts';
import { bringCard } from '../../store/telling/bring-card.ts';
import { withoutLeavers } from '../../store/telling/leavers.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from '../telling/announcer.ts';
import type { Question } from './may-decide.ts';

/**
 * The stand-ins of any of these people now. Leaves out the requester, people who are blocked or gone, and the
 * `deciders`, who decide in their own right.
 */
export async function standInsToAsk(
  { db, clock }: Pick<WorkDeps, 'db' | 'clock'>,
  { approval, request: { tenantId, requesterId } }: Pick<Question, 'approval' | 'request'>,
  { people, deciders }: { people: readonly string[]; deciders: readonly string[] },
): Promise<StandIn[]> {
  const standIns = await standInsFor(db, tenantId, people, clock.now());
  const ids = standIns.map(({ standInId }) => standInId);
  const here = new Set(await withoutLeavers(db, tenantId, ids));
  const decides = (id: string) => deciders.includes(id) || isEscalatedTo(approval, id);
  return standIns.filter(
    ({ standInId }) =>
      here.has(standInId) && !decides(standInId) && mayVote(standInId, requesterId),
  );
}

type Reached = { standIn: StandIn; placeId: number | undefined };

/**
 * Finds the chats of the stand-ins of an owner who gets an approval from another: they hear of it as the owner does.
 */
export async function reachStandIns(
  deps: Pick<WorkDeps, 'db' | 'clock'> & { announcer: Pick<Announcer, 'reachPerson'> },
  question: Question,
  { deciders, owner }: { deciders: readonly string[]; owner: string },
): Promise<Reached[]> {
  const { request, project } = question;
  const wanted = { people: [owner], deciders };
  const reached: Reached[] = [];
  for (const standIn of await standInsToAsk(deps, question, wanted)) {
    const { standInId } = standIn;
    const { reachPerson } = deps.announcer;
    const placeId = await reachPerson(request.tenantId, standInId, project.channel?.teamId);
    reached.push({ standIn, placeId });
  }
  return reached;
}

/** Brings them the card. Notes that they have it as stand-ins, also where nobody can reach them now. */
export async function bringToStandIns(
  trx: Db,
  approvalId: number,
  reached: readonly Reached[],
  now: Date,
): Promise<void> {
  for (const { standIn, placeId } of reached) {
    const { id: standInRow, standInId: personId } = standIn;
    await noteInstead(trx, { approvalId, personId, standInRow });
    if (placeId !== undefined) await bringCard(trx, { approvalId, placeId, list: 'first' }, now);
  }
}
