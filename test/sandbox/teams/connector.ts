import { refusals } from './connector-answers.ts';
import { conversationNamed, createConversation } from './create-conversation.ts';
import { type Answer, jsonOf, type Request } from './http.ts';
import { type Place, placeOf } from './ids.ts';
import {
  deleteMessage,
  inSamePlace,
  postMessage,
  readActivity,
  tooLarge,
  updateMessage,
} from './post-message.ts';
import {
  createRateWindows,
  globalWindow,
  type RateWindows,
  readWindows,
  writeWindows,
} from './rate-windows.ts';
import { member, members, pagedMembers, team } from './roster.ts';
import { type Activity, botMayWrite, findMessage, type World } from './world.ts';

export type Limits = { all: RateWindows; writes: RateWindows; reads: RateWindows };

export const createLimits = (): Limits => ({
  all: createRateWindows(globalWindow),
  writes: createRateWindows(writeWindows),
  reads: createRateWindows(readWindows),
});

const pattern = (path: string) => new RegExp(`^${path.replaceAll('*', '([^/]+)')}$`);
const paths = {
  conversations: pattern('/v3/conversations'),
  activities: pattern('/v3/conversations/*/activities'),
  activity: pattern('/v3/conversations/*/activities/*'),
  activityMembers: pattern('/v3/conversations/*/activities/*/members'),
  members: pattern('/v3/conversations/*/members'),
  member: pattern('/v3/conversations/*/members/*'),
  pagedMembers: pattern('/v3/conversations/*/pagedmembers'),
  team: pattern('/v3/teams/*'),
  teamChannels: pattern('/v3/teams/*/conversations'),
};

const partsOf = (path: RegExp, request: Request) =>
  path.exec(request.path)?.slice(1).map(decodeURIComponent);

/** Answers a call to the Bot Framework's v3 REST API as Teams does. */
export function answerConnector(world: World, limits: Limits, request: Request): Answer {
  const wait = throttle(world, limits, request);
  if (wait !== undefined) return refusals.throttled(world.knobs.retryAfter ? wait : undefined);
  const answer =
    answerCreate(world, request) ?? answerTeam(world, request) ?? answerInside(world, request);
  if (answer) return answer;
  world.fault(`Teams has no ${request.method} ${request.path}`);
  return refusals.noRoute();
}

/** Returns the seconds to wait when a window is full. Every other call counts. */
function throttle(world: World, limits: Limits, request: Request): number | undefined {
  if (!world.knobs.rateLimits) return undefined;
  const now = world.now().getTime();
  const creates = paths.conversations.test(request.path);
  const named = /^\/v3\/(?:conversations|teams)\/([^/]+)/.exec(request.path)?.[1] ?? '';
  const key = creates ? conversationNamed(jsonOf(request)) : decodeURIComponent(named);
  const windows = request.method === 'GET' ? limits.reads : limits.writes;
  const wait = windows.take(key.split(';messageid=')[0] ?? '', now);
  return wait ?? limits.all.take('all', now);
}

function answerCreate(world: World, request: Request): Answer | undefined {
  if (request.method !== 'POST' || !paths.conversations.test(request.path)) return undefined;
  const body = jsonOf(request);
  const first = readActivity(partOf(body, 'activity'));
  return first && tooLarge(first) ? refusals.tooLarge() : createConversation(world, body);
}

const partOf = (body: unknown, key: string): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;

function answerTeam(world: World, request: Request): Answer | undefined {
  if (request.method !== 'GET') return undefined;
  const [named] = partsOf(paths.team, request) ?? [];
  if (named) return team(world, named, 'facts');
  const [listed] = partsOf(paths.teamChannels, request) ?? [];
  return listed ? team(world, listed, 'channels') : undefined;
}

function answerInside(world: World, request: Request): Answer | undefined {
  const named = /^\/v3\/conversations\/([^/]+)\//.exec(request.path)?.[1];
  if (named === undefined) return undefined;
  const conversationId = decodeURIComponent(named);
  const found = placeOf(conversationId);
  if (!found) return refusals.noConversation();
  if (!botMayWrite(world, found.place)) return refusedIn(world, found.place);
  return request.method === 'GET'
    ? answerRead(found.place, request)
    : answerWrite(world, { ...found, conversationId }, request);
}

const refusedIn = (world: World, place: Place) =>
  place.kind === 'personal' && world.removedBy.has(place.person)
    ? refusals.writesBlocked()
    : refusals.notInRoster();

function answerRead(place: Place, request: Request): Answer | undefined {
  if (paths.pagedMembers.test(request.path)) return pagedMembers(place, request.query);
  if (paths.members.test(request.path)) return members(place);
  if (paths.activityMembers.test(request.path)) return members(place);
  const [, id] = partsOf(paths.member, request) ?? [];
  return id ? member(place, id) : undefined;
}

type Target = { place: Place; thread?: string; conversationId: string };

function answerWrite(world: World, target: Target, request: Request): Answer | undefined {
  const [, activityId] = partsOf(paths.activity, request) ?? [];
  if (activityId) return answerOne(world, { ...target, activityId }, request);
  if (request.method !== 'POST' || !paths.activities.test(request.path)) return undefined;
  return withActivity(request, (activity) => postMessage(world, target, activity));
}

/** Replies to an activity, updates it or deletes it. */
function answerOne(
  world: World,
  target: Target & { activityId: string },
  request: Request,
): Answer | undefined {
  const { activityId, place } = target;
  const known = findMessage(world, activityId);
  const here = known && inSamePlace(known, target.conversationId);
  switch (request.method) {
    case 'DELETE':
      return here ? deleteMessage(world, activityId) : refusals.noActivity();
    case 'PUT':
      return withActivity(request, (activity) =>
        here ? updateMessage(world, activityId, activity) : refusals.noActivity(),
      );
    case 'POST': {
      const thread = target.thread ?? known?.thread;
      return withActivity(request, (activity) =>
        postMessage(world, { place, ...(thread ? { thread } : {}) }, activity),
      );
    }
    default:
      return undefined;
  }
}

function withActivity(request: Request, then: (activity: Activity) => Answer): Answer {
  const activity = readActivity(jsonOf(request));
  if (!activity) return refusals.badSyntax('The body is no activity');
  return tooLarge(activity) ? refusals.tooLarge() : then(activity);
}
