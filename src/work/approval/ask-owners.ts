import { mayVote } from '../../guests/approval/approval-rule.ts';
import { projectAt, stagesIn, topicIn } from '../../guests/approval/stages.ts';
import type { Reason } from '../../guests/reason.ts';
import { askedPlaces } from '../../store/approvals/approval-rows.ts';
import { type ApprovalRecord, readApproval } from '../../store/approvals/approvals.ts';
import { askedInStage, whileInStage } from '../../store/approvals/stages.ts';
import { forgetInstead, noteInstead, type StandIn } from '../../store/approvals/stand-ins.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { readProject } from '../../store/projects.ts';
import { readRequest } from '../../store/requests/requests.ts';
import { noteStageAsked } from '../../store/stage-asked.ts';
import { bringCard, bringToStage } from '../../store/telling/bring-card.ts';
import { withoutLeavers } from '../../store/telling/leavers.ts';
import { isBuried, redraw, wantCard } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from '../telling/announcer.ts';
import { type OperatorDeps, operatorsOf, ownersOf } from '../telling/audience.ts';
import { tellOfRequest } from '../telling/tell-people.ts';
import type { Question } from './may-decide.ts';
import { standInsToAsk } from './stand-ins-to-ask.ts';

export type AskOwnersDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  OperatorDeps & {
    announcer: Pick<Announcer, 'reachPerson' | 'reachChannel'>;
  };

/**
 * Asks everybody who may decide and is still there, but never the requester. It asks in the personal chat, or in the
 * project's channel where the bot cannot reach the chat. Asks their stand-ins, too. Tells the requester and the
 * operators where too few people may decide. May run twice. Runs again after an escalation, and after a place turned
 * out to be dead.
 */
export async function askOwners(deps: AskOwnersDeps, approvalId: number): Promise<void> {
  const approval = await readApproval(deps.db, approvalId);
  const request = approval && (await readRequest(deps.db, approval.requestId));
  const listed = approval && (await readProject(deps.db, approval.projectKey));
  if (approval?.state !== 'open' || request === undefined || listed === undefined) return;
  const question = { approval, request, project: projectAt(listed, approval) };
  const people = await peopleToAsk(deps, question);
  await tellWhereTooFew(deps, question, people.length);
  await whileInStage(deps.db, approval, (trx) => forgetInstead(trx, approval.id, people));
  const unreached: string[] = [];
  for (const personId of people) {
    const asked = await askPerson(deps, question, personId);
    if (asked === 'not reached') unreached.push(personId);
  }
  if (unreached.length > 0) {
    await askElsewhere(deps, question, { alone: unreached.length === people.length });
  }
  for (const standIn of await standInsToAsk(deps, question, { people, deciders: people })) {
    await askPerson(deps, question, standIn.standInId, standIn);
  }
  if (approval.stage > 1) await tellNextStage(deps, question);
  // The requester's card names who was asked.
  await redraw(deps.db, { kind: 'request', id: request.id }, deps.clock.now());
}

async function peopleToAsk(deps: AskOwnersDeps, { approval, request, project }: Question) {
  const owners = await ownersOf(deps, project);
  const further = approval.escalatedAt === null ? [] : approval.rule.escalateTo;
  const all = new Set([...owners, ...further]);
  const others = [...all].filter((personId) => mayVote(personId, request.requesterId));
  return await withoutLeavers(deps.db, request.tenantId, others);
}

/** Undefined where another stage has begun, or the approval is over, since this job read it. */
async function askPerson(
  deps: AskOwnersDeps,
  { approval, request, project }: Question,
  personId: string,
  standIn?: StandIn,
): Promise<'asked' | 'not reached' | undefined> {
  const { tenantId, id: requestId } = request;
  const { id: approvalId } = approval;
  const teamId = project.channel?.teamId;
  const placeId = await deps.announcer.reachPerson(tenantId, personId, teamId);
  const now = deps.clock.now();
  return await whileInStage(deps.db, approval, async (trx) => {
    // Also for somebody who cannot be reached now: the card may come to them later.
    if (standIn) await noteInstead(trx, { approvalId, personId, standInRow: standIn.id });
    if (placeId === undefined) return 'not reached';
    const card = { kind: 'approval', subjectId: approvalId, placeId } as const;
    const isNew = await askInChat(trx, { approval, personId, placeId }, now);
    const entry = { actor: 'guestlist', what: 'owner asked', requestId, approvalId } as const;
    if (isNew) await record(trx, { ...entry, detail: { person: personId } }, now);
    else if (standIn) await redraw(trx, { kind: 'approval', id: approvalId }, now);
    // An earlier card did not arrive there, so the bot does not ask in the same place again.
    return (await isBuried(trx, card)) ? 'not reached' : 'asked';
  });
}

type Chat = { approval: ApprovalRecord; personId: string; placeId: number };

/** True the first time. An owner whom the bot asked in an earlier stage gets the card at the end of their chat. */
async function askInChat(
  trx: Db,
  { approval, personId, placeId }: Chat,
  now: Date,
): Promise<boolean> {
  const { id: approvalId, stage } = approval;
  const isNewInStage = await noteStageAsked(trx, approvalId, { personId });
  if (isNewInStage && stage > 1)
    return await bringCard(trx, { approvalId, placeId, list: 'first' }, now);
  return await wantCard(trx, { kind: 'approval', subjectId: approvalId, placeId }, now);
}

/** Asks in the channel for owners without a personal chat. Without a channel too, the operators hear of it. */
async function askElsewhere(
  deps: AskOwnersDeps,
  { approval, request, project }: Question,
  { alone }: { alone: boolean },
): Promise<void> {
  const { tenantId, id: requestId } = request;
  const { id: approvalId } = approval;
  const placeId = project.channel && (await deps.announcer.reachChannel(tenantId, project.channel));
  if (placeId !== undefined) {
    const now = deps.clock.now();
    await whileInStage(deps.db, approval, async (trx) => {
      const isNew = await bringToStage(trx, { approvalId, placeId, stage: approval.stage }, now);
      const entry = { actor: 'guestlist', what: 'channel asked', requestId, approvalId } as const;
      if (isNew) await record(trx, entry, now);
    });
    return;
  }
  if (!alone) return;
  const values = { project: project.name, number: String(requestId) };
  const reason = { code: 'owners not reached', values } as const;
  await tell(deps, { approval, request }, { people: await operatorsOf(deps), reason });
}

/**
 * Tells the requester and the operators that too few owners can decide. Only a time-out or a cancel ends such an
 * approval.
 */
async function tellWhereTooFew(
  deps: AskOwnersDeps,
  { approval, request, project }: Question,
  found: number,
): Promise<void> {
  const needed = approval.rule.approvers;
  if (found >= needed) return;
  const number = String(request.id);
  const reason: Reason =
    found === 0
      ? { code: 'nobody may decide', values: { project: project.name, number } }
      : { code: 'too few owners', values: { project: project.name, number, needed, found } };
  const people = [request.requesterId, ...(await operatorsOf(deps))];
  await tell(deps, { approval, request }, { people, reason });
}

/** Tells the requester that a stage has passed, and who is asked now. */
async function tellNextStage(
  deps: AskOwnersDeps,
  { approval, request, project }: Question,
): Promise<void> {
  const asked = new Set(await askedInStage(deps.db, approval));
  const places = await askedPlaces(deps.db, approval.id);
  const names = places.flatMap(({ kind, key, name }) =>
    kind === 'person' && asked.has(key) ? (name ?? []) : [],
  );
  const { id, requesterId } = request;
  const values = {
    project: project.name,
    number: String(id),
    passed: approval.stage - 1,
    stages: stagesIn(approval.rule),
    asked: names.length > 0 ? 'yes' : 'no',
    names: [...new Set(names)].slice(0, 5).join(', '),
  };
  const reason = { code: 'next stage asked', values } as const;
  await tell(deps, { approval, request }, { people: [requesterId], reason });
}

async function tell(
  { db, clock }: AskOwnersDeps,
  { approval, request }: Pick<Question, 'approval' | 'request'>,
  { people, reason }: { people: readonly string[]; reason: Reason },
): Promise<void> {
  const { tenantId, id: requestId } = request;
  const to = { tenantId, requestId, about: 'approval', people } as const;
  const topic = topicIn(approval.stage, reason.code);
  await tellOfRequest(db, to, { reason, subjectId: approval.id, topic }, clock.now());
}
