import * as v from 'valibot';
import { type Db, inTransaction } from '../../store/database.ts';
import { lockValue, readValue, writeValue } from '../../store/kept-values.ts';

/** Lifecycle events of the subscription that no replica has acted on yet. */
const newsShape = v.object({
  count: v.number(),
  /** Graph ends the subscription soon unless the bot renews it now. */
  reauthorize: v.boolean(),
  /** Graph did not send some notifications. */
  missed: v.boolean(),
});
export type SubscriptionEvents = v.InferOutput<typeof newsShape>;

/** A row of its own: the webhook that writes it never waits for the replica that calls Graph. */
const name = 'subscription news';

/** Reads the stored events. Undefined where there are none. */
export async function readEvents(db: Db): Promise<SubscriptionEvents | undefined> {
  const read = v.safeParse(newsShape, await readValue(db, name));
  return read.success ? read.output : undefined;
}

/** Stores lifecycle events. Any event makes the bot read the subscription. */
export async function noteEvents(db: Db, events: readonly string[], now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const read = v.safeParse(newsShape, await lockValue(trx, name, now));
    const before = read.success ? read.output : { count: 0, reauthorize: false, missed: false };
    const news: SubscriptionEvents = {
      count: before.count + events.length,
      reauthorize: before.reauthorize || events.includes('reauthorizationRequired'),
      missed: before.missed || events.includes('missed'),
    };
    await writeValue(trx, name, news, now);
  });
}

/** Clears the events that the bot acted on. Later ones stay. */
export async function clearEvents(db: Db, news: SubscriptionEvents, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const read = v.safeParse(newsShape, await lockValue(trx, name, now));
    if (!read.success || read.output.count !== news.count) return;
    await writeValue(trx, name, null, now);
  });
}
