import { readProject } from '../../src/store/projects.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { unknownRefusals } from '../../src/store/steps/unknown-refusals.ts';
import { undoableApprovals } from '../../src/work/ending/undoable-approvals.ts';
import { endsByDate } from '../../src/work/request/ends-by-date.ts';
import type { RequestLine } from '../cards/status-list-card.ts';
import { statusOneCard } from '../cards/status-one-card.ts';
import { doneOf, overOf, workedOf } from '../drawing/request-counts.ts';
import { drawStatus, requestLine } from '../lists/draw-status.ts';
import { requestStory } from '../naming/request-story.ts';
import { type May, passed } from '../rights/guarded.ts';
import {
  type OwnRequests,
  seesOwnRequests,
  seesRequest,
  type VisibleRequest,
} from '../rights/request-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';
import { readRequestNumber } from '../words/typed-text.ts';

export type Status = { one: VisibleRequest } | { own: OwnRequests };

/** Without words: the person's own requests. With a number: that request, if they may see it. */
export const maySeeStatus: May<string, Status> = async (deps, turn, rest) =>
  rest === ''
    ? await passed(seesOwnRequests(deps, turn, {}), (own) => ({ own }))
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
  const { request, counts, all, answers, own, operates, mayRelease } = given.one;
  const keys = [...new Set(counts.map(({ projectKey }) => projectKey))];
  const projects = await Promise.all(
    keys.map(async (key) => {
      const own = counts.filter((count) => count.projectKey === key);
      const name = (await readProject(deps.db, key))?.name ?? key;
      return { name, done: workedOf(own), total: doneOf(own).total, over: overOf(own) };
    }),
  );
  const reads = { db: deps.db, readPerson: deps.rights.readPerson };
  const line = await requestLine(deps.db, request);
  const view = {
    ...line,
    version: request.version,
    mayOpen: own,
    mayCancel:
      operates && !own && !endsByDate(request) && mayStop(line)
        ? stoppable(request, line)
        : undefined,
    undo: operates ? await undoableApprovals(deps.db, request, deps.clock.now()) : [],
    mayResume: mayRelease && line.flag === 'held',
    requester: request.requesterName,
    projects,
    rows: all ? 'all' : 'own projects',
    answersOf: answers && (await wroteMore(deps, request)) ? request.id : undefined,
    story: await requestStory(reads, request, new Set(keys)),
    timeZone: turn.timeZone,
  } as const;
  await turn.say(statusOneCard(view, turn.language));
}

/** Something of the request has not begun. */
const mayStop = ({ state, flag, done, total }: RequestLine): boolean =>
  state === 'confirmed' && flag !== 'cancelled' && done < total;

const stoppable = ({ kind }: RequestRecord, { waiting, total }: RequestLine) => ({
  kind,
  untouched: waiting === total,
});

/** Entra refused rows in words that the bot does not know. */
const wroteMore = async ({ db }: BotDeps, { id }: RequestRecord): Promise<boolean> =>
  (await unknownRefusals(db, id, 1)).length > 0;

async function list(deps: BotDeps, turn: Turn, own: OwnRequests): Promise<void> {
  const { language, timeZone } = turn;
  await turn.say(await drawStatus(deps.db, own, { language, timeZone }));
}
