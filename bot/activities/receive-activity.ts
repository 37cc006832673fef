import { setTimeout } from 'node:timers/promises';
import { type Activity, INVOKE_RESPONSE_KEY, type TurnContext } from 'botbuilder';
import type { Log, LogFields } from '../../src/log.ts';
import type {
  ActivityKey,
  IncomingActivity,
  StoredAnswer,
} from '../../src/store/telling/activities.ts';
import {
  type Door,
  notAuthorised,
  type Refused,
  type Reply,
  type Route,
} from '../http/request-and-reply.ts';
import type { Channel } from './channel-auth.ts';
import type { Caller } from './channel-token.ts';
import { comesFromTeams, type ReadActivity, readActivity, tenantOf } from './read-activity.ts';
import { aboutRefused, type Refusal } from './refusal.ts';
import type { SeenActivities } from './seen-activities.ts';

type Deps<Known> = {
  channel: Pick<Channel, 'caller' | 'process'>;
  /** Runs the turn. */
  run: (context: TurnContext, seen: Seen<Known> | undefined) => Promise<unknown>;
  loopback: boolean;
  serviceUrlHosts: readonly string[];
  /** The tenant that the bot serves. In loopback mode without a configured one: the first that an activity names. */
  servedTenant: (offered: string) => Promise<string>;
  seen: SeenActivities<Known>;
  /** True where the bot sends one message there at once, without long work before it. */
  answersAtOnce: (activity: Activity) => boolean;
  log: Pick<Log, 'warn' | 'error'>;
};

/** The rows that the bot read together with the activity. Absent for an activity without an id. */
export type Seen<Known> = { known: Known };

type Noting = Pick<Deps<unknown>, 'log' | 'seen'>;

type Outcome =
  | { kind: 'unread' }
  | { kind: 'unverified' }
  | { kind: 'foreign'; reason: Refusal }
  | { kind: 'handled'; key: ActivityKey | undefined; answer: StoredAnswer }
  | { kind: 'failed'; key: ActivityKey | undefined; error: unknown }
  | { kind: 'repeated'; answer: StoredAnswer };

/**
 * Takes an activity in: only with a good token, which it checks before it reads the body; only for the tenant served;
 * only with a service URL on the list; and only once. Every refused caller reads the same words for every fault.
 */
export const receiveActivity =
  <Known>(deps: Deps<Known>): Door =>
  async ({ headers, correlationId }) => {
    const caller = await deps.channel.caller(headers.authorization);
    if (caller === undefined) return refuse(deps, 401, { correlationId });
    return (incoming) => take(deps, caller, incoming);
  };

async function take<Known>(
  deps: Deps<Known>,
  caller: Caller,
  { body, correlationId }: Parameters<Route>[0],
): Promise<Reply> {
  const activity = readActivity(body);
  if (activity === undefined) {
    deps.log.warn('activity refused', { status: 400, correlationId, reason: 'not an activity' });
    return { status: 400, error: 'not an activity' };
  }
  let outcome: Outcome = { kind: 'unread' };
  const end = await deps.channel
    .process(caller, activity, async (context) => {
      outcome = await admit(deps, activity, context);
    })
    .catch((error: unknown) => deps.log.warn('activity not read', { error, correlationId }));
  if (end === 'unverified') outcome = { kind: end };
  return await conclude(deps, outcome, { activity, correlationId });
}

/** Goes on once the token is found good. */
async function admit<Known>(
  deps: Deps<Known>,
  activity: ReadActivity,
  context: TurnContext,
): Promise<Outcome> {
  let key: ActivityKey | undefined;
  try {
    const tenantId = tenantOf(activity);
    if (tenantId === undefined) return foreign('no tenant or two');
    if (!comesFromTeams(activity, deps)) return foreign('another channel or service host');
    const served = await deps.servedTenant(tenantId);
    if (served.toLowerCase() !== tenantId) return foreign('another tenant');
    key = keyOf(activity, tenantId);
    const seen = key && (await begin(deps, incomingOf(deps, key, activity), activity.type));
    if (seen !== undefined && seen.kind !== 'first') return seen;
    await deps.run(context, seen);
    return { kind: 'handled', key, answer: answerLeftIn(context) };
  } catch (error) {
    return { kind: 'failed', key, error };
  }
}

const foreign = (reason: Refusal) => ({ kind: 'foreign', reason }) as const;

/** The answer that a handler left in the turn. An invoke that no handler knows has none. */
function answerLeftIn({ activity, turnState }: TurnContext): StoredAnswer {
  if (activity.type !== 'invoke') return { status: 200 };
  const left = turnState.get<{ value?: StoredAnswer } | undefined>(INVOKE_RESPONSE_KEY);
  return left?.value ?? { status: 501 };
}

function incomingOf(
  { answersAtOnce }: Pick<Deps<unknown>, 'answersAtOnce'>,
  key: ActivityKey,
  activity: ReadActivity,
): IncomingActivity {
  const personId = activity.from.aadObjectId?.toLowerCase();
  return { key, personId, answerTo: answersAtOnce(activity) ? key.conversationId : undefined };
}

/** Undefined for an activity without an id: the bot could not tell it from another. Teams always gives one. */
function keyOf(activity: ReadActivity, tenantId: string): ActivityKey | undefined {
  const { id, conversation, type, timestamp } = activity;
  if (!id || !conversation?.id) return undefined;
  // An edit has the id of the message that it changes, and there may be several.
  const isEdit = type === 'messageUpdate';
  const activityId = isEdit ? `${id} ${type} ${String(timestamp)}` : id;
  return { tenantId, conversationId: conversation.id, activityId };
}

const busyPauseMs = 200;
const busyPauses = 40;

/**
 * Begins an activity once. A repeated invoke waits for the answer that the first one is about to get, because Teams
 * shows it. A repeated message needs none.
 */
async function begin<Known>(
  { seen }: Pick<Deps<Known>, 'seen'>,
  incoming: IncomingActivity,
  type: string,
): Promise<
  | ({ kind: 'first' } & Seen<Known>)
  | { kind: 'repeated'; answer: StoredAnswer }
  | { kind: 'foreign'; reason: Refusal }
> {
  for (let pauses = 0; pauses < busyPauses; pauses += 1) {
    const begun = await seen.begin(incoming);
    if (begun.kind === 'first') return begun;
    if (begun.kind === "somebody else's") return foreign('the id of an activity of somebody else');
    if (type !== 'invoke') return { kind: 'repeated', answer: { status: 200 } };
    if (begun.kind === 'done') return { kind: 'repeated', answer: begun.answer ?? { status: 200 } };
    await setTimeout(busyPauseMs);
  }
  return { kind: 'repeated', answer: { status: 503 } };
}

async function conclude(
  deps: Noting,
  outcome: Outcome,
  { activity, correlationId }: { activity: ReadActivity; correlationId: string },
): Promise<Reply> {
  const refuseFor = (status: 401 | 403, reason: Refusal) =>
    refuse(deps, status, { correlationId, ...aboutRefused(activity, reason) });
  switch (outcome.kind) {
    case 'unread':
      return refuse(deps, 401, { correlationId });
    case 'unverified':
      return refuseFor(401, 'not what its token allows');
    case 'foreign':
      return refuseFor(403, outcome.reason);
    case 'repeated':
      return outcome.answer;
    case 'handled':
      await remember(
        deps,
        correlationId,
        outcome.key && deps.seen.finish(outcome.key, outcome.answer),
      );
      return outcome.answer;
    case 'failed':
      deps.log.error('activity failed', { error: outcome.error, correlationId });
      await remember(deps, correlationId, outcome.key && deps.seen.abandon(outcome.key));
      return { status: 500, error: 'internal error' };
  }
}

/** Notes the end of an activity. The handler is done, so a failure to note it must not undo the answer. */
async function remember(deps: Noting, correlationId: string, note: Promise<void> | undefined) {
  await note?.catch((error: unknown) =>
    deps.log.error('activity not noted', { error, correlationId }),
  );
}

function refuse({ log }: Noting, status: 401 | 403, about: LogFields): Refused {
  log.warn('activity refused', { status, ...about });
  return { status, error: notAuthorised };
}
