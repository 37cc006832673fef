import { GraphRefused, GraphUnavailable } from '../../graph/client/graph-faults.ts';
import type { Directory } from '../../graph/directory.ts';
import { dayMs } from '../../guests/times/spans.ts';
import { inTransaction } from '../../store/database.ts';
import { lockValue, writeValue } from '../../store/kept-values.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { clearEvents, readEvents, type SubscriptionEvents } from './subscription-events.ts';
import {
  type CurrentSubscription,
  readState,
  type SubscriptionState,
  subscriptionRow,
} from './subscription-state.ts';

export type KeepSubscriptionDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<
    Directory,
    | 'createSubscription'
    | 'readSubscription'
    | 'renewSubscription'
    | 'listSubscriptions'
    | 'removeSubscription'
  > & {
    publicUrl: string;
    /** A secret of at most 128 characters. */
    newClientState: () => string;
  };

const lifeMs = 7 * dayMs;
const renewBeforeMs = lifeMs / 2;
/** Graph does not report that it dropped a subscription on users. */
const readEveryMs = 120_000;
const longestPauseSeconds = 300;
/** Graph retries notifications that it could not deliver for so long. */
const lateMs = 4 * 3600_000;

/**
 * Keeps one subscription for all replicas: renews it long before its end, reads it back, and makes it anew with growing
 * pauses. The caller calls it often; it acts only when something is due. `gap`: Graph may not have reported everything,
 * and the caller catches up.
 */
export async function keepSubscription(deps: KeepSubscriptionDeps): Promise<'gap' | 'no gap'> {
  return await inTransaction(deps.db, async (trx) => {
    const now = deps.clock.now();
    const state = readState(await lockValue(trx, subscriptionRow, now));
    const events = await readEvents(trx);
    const isUrgent = events !== undefined && state.failures === 0;
    if (!isUrgent && now < new Date(state.dueAt)) return 'no gap';
    const next = await keepOnce(deps, state, events);
    await writeValue(trx, subscriptionRow, next, now);
    if (next.failures > 0) return 'no gap';
    if (events !== undefined) await clearEvents(trx, events, now);
    return events?.missed === true || next.held?.id !== state.held?.id ? 'gap' : 'no gap';
  });
}

async function keepOnce(
  deps: KeepSubscriptionDeps,
  state: SubscriptionState,
  events: SubscriptionEvents | undefined,
): Promise<SubscriptionState> {
  const { log } = deps;
  try {
    const current = await keep(deps, state.held, events?.reauthorize === true);
    if (current === undefined) {
      const made = await make(deps, state);
      log.info('subscription made');
      return made;
    }
    if (state.strays !== null) await removeStrays(deps, state.strays, current.id);
    return { ...state, held: current, strays: null, failures: 0, dueAt: inMs(deps, readEveryMs) };
  } catch (error) {
    const failures = state.failures + 1;
    log.warn('subscription not kept', { attempt: failures, error });
    return { ...state, failures, dueAt: inMs(deps, pauseMs(failures, error)) };
  }
}

const inMs = ({ clock }: Pick<KeepSubscriptionDeps, 'clock'>, ms: number) =>
  new Date(clock.now().getTime() + ms).toISOString();

function pauseMs(failures: number, error: unknown): number {
  const wanted = error instanceof GraphUnavailable ? error.retryAfterSeconds : 0;
  return 1000 * Math.max(wanted, Math.min(longestPauseSeconds, 2 ** failures));
}

/** The stored subscription, renewed in time. Undefined where it is gone or belongs to another address. */
async function keep(
  deps: KeepSubscriptionDeps,
  current: CurrentSubscription | undefined,
  reauthorize: boolean,
): Promise<CurrentSubscription | undefined> {
  if (current === undefined || current.url !== deps.publicUrl) return undefined;
  const there = await deps.readSubscription(current.id);
  if (there === undefined) return undefined;
  const leftMs = there.expiresAt.getTime() - deps.clock.now().getTime();
  const isLate = reauthorize || leftMs < renewBeforeMs;
  const kept = isLate ? await deps.renewSubscription(current.id, endOf(deps)) : there;
  return kept && { ...current, expiresAt: kept.expiresAt.toISOString() };
}

/**
 * Makes the subscription. Graph allows one of a kind for each application. If one is in the way it is an old one of
 * ours, under any address: from before PUBLIC_URL changed, from a database that was lost, or made just before a crash.
 */
async function make(
  deps: KeepSubscriptionDeps,
  state: SubscriptionState,
): Promise<SubscriptionState> {
  const clientState = deps.newClientState();
  const wish = {
    notificationUrl: notificationUrl(deps),
    lifecycleUrl: `${deps.publicUrl}/api/lifecycle`,
    clientState,
    expiresAt: endOf(deps),
  };
  // Graph calls back with a handshake before it answers.
  let made = await deps.createSubscription(wish);
  if (made === 'exists') {
    for (const { id } of await deps.listSubscriptions()) await remove(deps, id);
    made = await deps.createSubscription(wish);
  }
  if (made === 'exists') throw new GraphRefused({ code: 'access refused' }, 409);
  // User.Read.All is missing, or the tenant has no subscription left.
  if (made === 'not allowed') throw new GraphRefused({ code: 'consent missing' }, 403);
  const now = deps.clock.now();
  const late = state.old.filter(({ until }) => new Date(until) > now);
  const before = state.held && { clientState: state.held.clientState, until: inMs(deps, lateMs) };
  return {
    held: {
      id: made.id,
      url: deps.publicUrl,
      clientState,
      expiresAt: made.expiresAt.toISOString(),
    },
    old: before === undefined ? late : [...late, before],
    failures: 0,
    dueAt: now.toISOString(),
    strays: state.held === undefined ? [] : [state.held.id],
  };
}

const notificationUrl = ({ publicUrl }: Pick<KeepSubscriptionDeps, 'publicUrl'>) =>
  `${publicUrl}/api/notifications`;
const endOf = ({ clock }: Pick<KeepSubscriptionDeps, 'clock'>) =>
  new Date(clock.now().getTime() + lifeMs);

/** Removes the earlier subscription, and subscriptions that a crash kept the bot from storing. */
async function removeStrays(
  deps: KeepSubscriptionDeps,
  known: readonly string[],
  currentId: string,
): Promise<void> {
  const url = notificationUrl(deps);
  for (const { id, notificationUrl: to } of await deps.listSubscriptions()) {
    if (id === currentId || (to !== url && !known.includes(id))) continue;
    await remove(deps, id);
  }
}

async function remove(deps: KeepSubscriptionDeps, id: string): Promise<void> {
  await deps.removeSubscription(id);
  deps.log.info('stray subscription removed');
}
