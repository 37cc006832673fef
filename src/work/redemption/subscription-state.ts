import * as v from 'valibot';
import { readValue } from '../../store/kept-values.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/** The row that all replicas share. */
export const subscriptionRow = 'subscription';

const currentShape = v.object({
  id: v.string(),
  url: v.string(),
  clientState: v.string(),
  expiresAt: v.string(),
});
const stateShape = v.object({
  held: v.optional(currentShape),
  /** Secrets of earlier subscriptions, whose notifications may still arrive. */
  old: v.array(v.object({ clientState: v.string(), until: v.string() })),
  /** How often in a row Graph refused to make one. */
  failures: v.number(),
  /** When the bot reads it next. */
  dueAt: v.string(),
  /** Ids of subscriptions to remove; Graph may have more of ours. Null: none is left. */
  strays: v.nullable(v.array(v.string())),
});

export type CurrentSubscription = v.InferOutput<typeof currentShape>;
export type SubscriptionState = v.InferOutput<typeof stateShape>;

const nothingYet: SubscriptionState = {
  old: [],
  failures: 0,
  dueAt: new Date(0).toISOString(),
  strays: [],
};

/** Reads the stored state of the subscription. Unreadable state counts as no subscription. */
export function readState(value: unknown): SubscriptionState {
  const read = v.safeParse(stateShape, value);
  return read.success ? read.output : nothingYet;
}

/** The clientStates that notifications may carry. */
export async function knownClientStates(deps: Pick<WorkDeps, 'db' | 'clock'>): Promise<string[]> {
  const { held, old } = readState(await readValue(deps.db, subscriptionRow));
  const now = deps.clock.now();
  const late = old.filter(({ until }) => new Date(until) > now);
  return [held?.clientState ?? [], late.map(({ clientState }) => clientState)].flat();
}
