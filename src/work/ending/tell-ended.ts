import type { Directory } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import type { EndCause } from '../../guests/step.ts';
import { inTransaction } from '../../store/database.ts';
import { takeDigestTurn } from '../../store/endings/replica-turns.ts';
import {
  type EndedInRequest,
  endedRequests,
  type Gathered,
  gatherEnds,
  markEndsTold,
  type UntoldEnds,
  untellLate,
  untoldEnds,
} from '../../store/endings/untold-ends.ts';
import { ownRequester } from '../../store/fragments.ts';
import { readProject } from '../../store/projects.ts';
import { isMuted } from '../../store/telling/mutes.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from '../telling/announcer.ts';
import { ownersOf } from '../telling/audience.ts';
import { postNotice, tellOfRequest } from '../telling/tell-people.ts';

export type TellEndedDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'peopleIn'> & { announcer: Pick<Announcer, 'reachChannel'> };

const perTurn = 50;

/**
 * Tells owners and requesters what ended, in a line for each outcome of a request in a project. Tells the channel once
 * a day.
 */
export async function tellEnded(deps: TellEndedDeps): Promise<void> {
  for (const ended of Map.groupBy(
    await endedRequests(deps.db, perTurn),
    ({ requestId }) => requestId,
  ).values()) {
    await tellRequest(deps, ended);
  }
  const day = deps.clock.now().toISOString().slice(0, 10);
  for (const untold of await untoldEnds(deps.db, day)) await tellChannel(deps, untold, day);
}

async function tellRequest(deps: TellEndedDeps, ended: readonly EndedInRequest[]): Promise<void> {
  const [first] = ended;
  if (first === undefined) return;
  const told = await Promise.all(
    ended.map(async (each) => ({ each, people: await peopleToTell(deps, each) })),
  );
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await untellLate(trx, first.requestId);
    if (!(await markEndsTold(trx, first.requestId))) return;
    for (const { each, people } of told) {
      const { tenantId, requestId } = each;
      const to = { tenantId, requestId, about: 'ending', people: people.people } as const;
      for (const reason of reasonsOf(each, people.project)) {
        const topic = `${reason.code} ${each.projectKey} ${now.toISOString()}`;
        await tellOfRequest(trx, to, { reason, topic, subjectId: requestId }, now);
      }
    }
  });
}

/** The people to tell: the owners and the inviters. The requester of the end sees its card. */
async function peopleToTell(
  deps: TellEndedDeps,
  { projectKey, inviters, requesterId }: EndedInRequest,
): Promise<{ project: string; people: string[] }> {
  const project = await readProject(deps.db, projectKey);
  const owners = project === undefined ? [] : await ownersOf(deps, project);
  const people = new Set([...owners, ...inviters]);
  people.delete(requesterId);
  people.delete(ownRequester);
  return { project: project?.name ?? projectKey, people: [...people] };
}

/** Says who ended it, where somebody did. */
function reasonsOf(each: EndedInRequest, project: string): Reason[] {
  const { requestId, requesterName: name, invitedIn, cause, ended, kept } = each;
  const { gone, late, failed, leftOpen, signedIn } = each;
  const values = { project, number: String(requestId) };
  const by = { ...values, name, count: ended, asked: String(invitedIn ?? '?') };
  const over: Reason = { code: codes[cause], values: by };
  const left: Reason = { code: 'access not ended', values: { ...values, count: failed } };
  const stays: Reason = { code: 'access kept', values: { ...values, count: kept } };
  const before: Reason = { code: 'access gone before', values: { ...values, count: gone } };
  const since: Reason = { code: 'access taken late', values: { ...values, count: late } };
  const open: Reason = { code: 'accounts left open', values: { ...values, count: leftOpen } };
  const sessions: Reason = { code: 'sessions left open', values: { ...values, count: signedIn } };
  return [
    ...(ended > 0 ? [over] : []),
    ...(kept > 0 ? [stays] : []),
    ...(gone > 0 ? [before] : []),
    ...(late > 0 ? [since] : []),
    ...(failed > 0 ? [left] : []),
    ...(leftOpen > 0 ? [open] : []),
    ...(signedIn > 0 ? [sessions] : []),
  ];
}

const codes = {
  due: 'access ended',
  asked: 'access revoked',
  undone: 'approval undone',
  'not accepted': 'access revoked',
  returned: 'returned access taken',
} as const satisfies Record<EndCause, Reason['code']>;

/**
 * Tells the channel in one message a day, which names nobody. A project without a channel gets none, nor does one that
 * does not want it.
 */
async function tellChannel(deps: TellEndedDeps, untold: UntoldEnds, day: string): Promise<void> {
  const project = await readProject(deps.db, untold.projectKey);
  const channel = project?.tell.includes('ended') === false ? undefined : project?.channel;
  // The ends wait until somebody unmutes the channel.
  if (channel && (await isMuted(deps.db, { ...untold, ...channel }))) return;
  const placeId = channel && (await deps.announcer.reachChannel(untold.tenantId, channel));
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    if (!(await takeDigestTurn(trx))) return;
    const gathered = await gatherEnds(trx, untold, { day, now });
    const [reason, ...because] = digestOf(gathered, project?.name ?? untold.projectKey);
    if (reason === undefined || placeId === undefined) return;
    const topic = `ended ${untold.projectKey} ${day}`;
    await postNotice(trx, { placeId, subjectId: 0, topic, detail: { reason, because } }, now);
  });
}

/**
 * The numbers of the message: how many partners lost access, how many invitations were taken back, and of how many
 * partners the account was removed afterwards.
 */
function digestOf({ ended, takenBack, removed }: Gathered, project: string): Reason[] {
  const over: Reason = { code: 'access ended in channel', values: { project, count: ended } };
  const back: Reason = {
    code: 'invitations taken back in channel',
    values: { project, count: takenBack },
  };
  const gone: Reason = { code: 'accounts removed in channel', values: { project, count: removed } };
  return [
    ...(ended > 0 ? [over] : []),
    ...(takenBack > 0 ? [back] : []),
    ...(removed > 0 ? [gone] : []),
  ];
}
