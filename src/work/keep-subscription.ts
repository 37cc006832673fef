import * as v from 'valibot';
import type { Subscription } from '../graph/subscriptions.ts';
import { inTransaction } from '../store/database.ts';
import { lockWatch, readWatch, writeWatch } from '../store/watch.ts';
import type { WorkDeps } from './deps.ts';

export type KeepSubscriptionDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  publicUrl: string;
  /** A secret of at most 128 characters. */
  newClientState: () => string;
  createSubscription: (wish: {
    notificationUrl: string;
    lifecycleUrl: string;
    clientState: string;
    expiresAt: Date;
  }) => Promise<Subscription | 'not allowed'>;
  readSubscription: (id: string) => Promise<Subscription | undefined>;
  renewSubscription: (id: string, expiresAt: Date) => Promise<Subscription | undefined>;
};

const name = 'subscription';
const lifeMs = 7 * 24 * 3600_000;
const renewBeforeMs = lifeMs / 2;

const heldShape = v.object({
  id: v.string(),
  url: v.string(),
  clientState: v.string(),
  /** The state before the last change, for notifications that are still on their way. */
  previousClientState: v.nullable(v.string()),
  expiresAt: v.string(),
  /** When the state changed last. */
  changedAt: v.optional(v.string()),
});
type Held = v.InferOutput<typeof heldShape>;

/**
 * Sees to it that Graph tells us of changes: one subscription for all replicas, read back because Graph does not say
 * when it drops one for users. Returns whether it had to be made anew, so that the caller catches up.
 */
export async function keepSubscription(
  deps: KeepSubscriptionDeps,
): Promise<'kept' | 'made' | 'none'> {
  return await inTransaction(deps.db, async (trx) => {
    const now = deps.clock.now();
    const held = readHeld(await lockWatch(trx, name, now));
    const kept = await keep(deps, held, now);
    if (kept !== undefined) {
      await writeWatch(trx, name, kept, now);
      return 'kept';
    }
    const made = await make(deps, held, now);
    if (made === 'not allowed') {
      deps.log.error('subscription not allowed');
      return 'none';
    }
    await writeWatch(trx, name, made, now);
    deps.log.info('subscription made');
    return 'made';
  });
}

/** The subscription that is held, renewed in time; nothing where it is gone or belongs to another address. */
async function keep(
  deps: KeepSubscriptionDeps,
  held: Held | undefined,
  now: Date,
): Promise<Held | undefined> {
  if (held === undefined || held.url !== deps.publicUrl) return undefined;
  const there = await deps.readSubscription(held.id);
  if (there === undefined) return undefined;
  const isLate = there.expiresAt.getTime() - now.getTime() < renewBeforeMs;
  const kept = isLate ? await deps.renewSubscription(held.id, endFrom(now)) : there;
  return kept && { ...held, expiresAt: kept.expiresAt.toISOString() };
}

async function make(
  deps: KeepSubscriptionDeps,
  held: Held | undefined,
  now: Date,
): Promise<Held | 'not allowed'> {
  const clientState = deps.newClientState();
  // Graph calls back with a handshake before it answers.
  const made = await deps.createSubscription({
    notificationUrl: `${deps.publicUrl}/api/notifications`,
    lifecycleUrl: `${deps.publicUrl}/api/lifecycle`,
    clientState,
    expiresAt: endFrom(now),
  });
  if (made === 'not allowed') return made;
  return {
    id: made.id,
    url: deps.publicUrl,
    clientState,
    previousClientState: held?.clientState ?? null,
    expiresAt: made.expiresAt.toISOString(),
    changedAt: now.toISOString(),
  };
}

const endFrom = (now: Date) => new Date(now.getTime() + lifeMs);

/** Graph goes on delivering what it could not for so long. */
const lateMs = 4 * 3600_000;

/** The secrets that notifications may carry. */
export async function knownClientStates(deps: Pick<WorkDeps, 'db' | 'clock'>): Promise<string[]> {
  const held = readHeld(await readWatch(deps.db, name));
  if (held === undefined) return [];
  const since = deps.clock.now().getTime() - new Date(held.changedAt ?? 0).getTime();
  return [held.clientState, since < lateMs ? (held.previousClientState ?? []) : []].flat();
}

function readHeld(value: unknown): Held | undefined {
  const read = v.safeParse(heldShape, value);
  return read.success ? read.output : undefined;
}
