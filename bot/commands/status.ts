import { countInvitations } from '../../src/store/invitations/invitations.ts';
import { readProject } from '../../src/store/projects.ts';
import { countRows } from '../../src/store/requests/request-rows.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { readBreaker } from '../../src/store/steps/breaker.ts';
import { unknownRefusals } from '../../src/store/steps/unknown-refusals.ts';
import type { RequestLine } from '../cards/status-list-card.ts';
import { statusListCard } from '../cards/status-list-card.ts';
import { statusOneCard } from '../cards/status-one-card.ts';
import { doneOf, sourceOf, workedOf } from '../drawing/request-counts.ts';
import { requestStory } from '../drawing/request-story.ts';
import { type May, passed } from '../rights/guarded.ts';
import { asFarAsKnown } from '../rights/person-rights.ts';
import type { OwnRequest } from '../rights/related-request.ts';
import { seesOwnRequests, seesRequest, type VisibleRequest } from '../rights/request-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';
import { readRequestNumber } from '../words/typed-text.ts';

export type Status = { one: VisibleRequest } | { own: readonly OwnRequest[] };

/** Without words: the person's own requests. With a number: that request, if they may see it. */
export const maySeeStatus: May<string, Status> = async (deps, turn, rest) =>
  rest === ''
    ? await passed(seesOwnRequests(deps, turn, undefined), (own) => ({ own }))
    : await passed(seesRequest(deps, turn, { requestId: readRequestNumber(rest) }), (one) => ({
        one,
      }));

/** `status`, `status #1042`: lists this person's requests, or shows one. */
export async function status(
  deps: BotDeps,
  turn: Turn,
  _rest: string,
  given: Status,
): Promise<void> {
  if ('own' in given) return await list(deps, turn, given.own);
  const { request, counts, all, answers } = given.one;
  const keys = [...new Set(counts.map(({ projectKey }) => projectKey))];
  const projects = await Promise.all(
    keys.map(async (key) => {
      const own = counts.filter((count) => count.projectKey === key);
      const name = (await readProject(deps.db, key))?.name ?? key;
      return { name, done: workedOf(own), total: doneOf(own).total };
    }),
  );
  const reads = { db: deps.db, readPerson: deps.rights.readPerson };
  const view = {
    ...(await lineOf(deps, request)),
    requester: request.requesterName,
    projects,
    rows: all ? 'all' : 'own projects',
    answersOf: answers && (await wroteMore(deps, request)) ? request.id : undefined,
    story: await requestStory(reads, request, new Set(keys)),
    timeZone: turn.timeZone,
  } as const;
  await turn.say(statusOneCard(view, turn.language));
}

/** Entra refused rows in words that the bot does not know. */
const wroteMore = async ({ db }: BotDeps, { id }: RequestRecord): Promise<boolean> =>
  (await unknownRefusals(db, id, 1)).length > 0;

async function list(deps: BotDeps, turn: Turn, own: readonly OwnRequest[]): Promise<void> {
  const lines = await Promise.all(own.map(({ request }) => lineOf(deps, request)));
  const known = lines.length > 0 ? undefined : await asFarAsKnown(deps, turn, undefined);
  const mayInvite = known?.kind === 'granted' ? known.given.mayInvite : undefined;
  const { timeZone } = turn;
  await turn.say(statusListCard({ requests: lines, mayInvite, timeZone }, turn.language));
}

async function lineOf(deps: BotDeps, request: RequestRecord): Promise<RequestLine> {
  const counts = await countInvitations(deps.db, request.id);
  const flag = await flagOf(deps, request);
  return {
    number: request.id,
    source: sourceOf(request),
    state: request.state,
    reviewed: request.review !== null,
    undecided: request.state === 'draft' ? (await countRows(deps.db, request.id)).undecided : 0,
    flag,
    ...doneOf(counts),
    ...(request.state === 'done' && { done: workedOf(counts) }),
    createdAt: request.createdAt,
  };
}

/** A stop of everything holds every request that is under way. */
async function flagOf(deps: BotDeps, request: RequestRecord): Promise<RequestLine['flag']> {
  if (request.cancelledAt !== null) return 'cancelled';
  const held = request.heldAt !== null || (await readBreaker(deps.db)).openSince !== null;
  return held ? 'held' : undefined;
}
