import { isGiveUpDue } from '../../guests/times/partner-reminders.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import {
  askedToGiveUp,
  type GiveUp,
  giveUpsToTell,
  insertGiveUp,
  markGiveUpTold,
  partnersInQuestion,
  whoAsked,
} from '../../store/invitations/give-ups.ts';
import type { MailedPartner } from '../../store/invitations/mail-standings.ts';
import { readProject } from '../../store/projects.ts';
import { withoutLeavers } from '../../store/telling/leavers.ts';
import type { RightsDeps } from '../rights/read-rights.ts';
import { type OperatorDeps, ownersOf } from '../telling/audience.ts';
import { postNotice, type TellDeps } from '../telling/tell-people.ts';
import { mayAnswerGiveUp } from './may-answer-give-up.ts';

export type TellGiveUpDeps = TellDeps & Pick<OperatorDeps, 'peopleIn'> & { rights: RightsDeps };

/**
 * Stores the questions whether to revoke invitations that nobody has accepted for as long as the project waits: once
 * for each invitation, one question for each requester. Returns for how many invitations it stored questions.
 * `tellGiveUps` asks them.
 */
export async function askToGiveUp(
  trx: Db,
  about: { tenantId: string; projectKey: string },
  {
    partners,
    giveUpAfter,
  }: { partners: readonly MailedPartner[]; giveUpAfter: string | undefined },
  now: Date,
): Promise<number> {
  if (giveUpAfter === undefined) return 0;
  const late = partners
    .filter((partner) => isGiveUpDue(partner, giveUpAfter, now))
    .map(({ invitationId }) => invitationId);
  const asked = await askedToGiveUp(trx, late);
  const ids = late.filter((invitationId) => !asked.has(invitationId));
  const people = Map.groupBy(await whoAsked(trx, ids), ({ personId }) => personId);
  for (const [personId, own] of people) {
    const invitationIds = own.map(({ invitationId }) => invitationId);
    await insertGiveUp(trx, { ...about, personId, invitationIds }, now);
  }
  return ids.length;
}

/** Puts to people the questions that still wait. May run twice, on any replica. */
export async function tellGiveUps(deps: TellGiveUpDeps, tenantId: string): Promise<void> {
  for (const question of await giveUpsToTell(deps.db, tenantId)) await tell(deps, question);
}

/**
 * Asks the requester. If they are gone, out of reach or may not answer any more, it asks the owners. If there is nobody
 * to ask, it looks again.
 */
async function tell(deps: TellGiveUpDeps, question: GiveUp): Promise<void> {
  const { id, personId } = question;
  const waits = (await partnersInQuestion(deps.db, id)).some((partner) => partner.waits);
  const places = waits ? await placesToAsk(deps, question) : [];
  if (waits && places.length === 0) {
    deps.log.warn('person not reached', { personId, code: 'give up' });
    return;
  }
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    if (!(await markGiveUpTold(trx, id, now))) return;
    for (const placeId of new Set(places)) {
      const topic = 'give up';
      await postNotice(trx, { placeId, subjectId: id, topic, detail: { giveUpId: id } }, now);
    }
  });
}

async function placesToAsk(deps: TellGiveUpDeps, question: GiveUp): Promise<number[]> {
  const { tenantId, personId } = question;
  const project = await readProject(deps.db, question.projectKey);
  const placesOf = async (people: readonly string[]) => {
    const places: number[] = [];
    for (const person of await withoutLeavers(deps.db, tenantId, people)) {
      if (!(await mayAnswerGiveUp(deps.rights, person, { question, project }))) continue;
      const placeId = await deps.announcer.reachPerson(tenantId, person, project?.channel?.teamId);
      if (placeId !== undefined) places.push(placeId);
    }
    return places;
  };
  const own = await placesOf([personId]);
  return own.length > 0 || project === undefined
    ? own
    : await placesOf(await ownersOf(deps, project));
}
