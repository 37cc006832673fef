import * as v from 'valibot';
import { type Db, inTransaction } from '../../store/database.ts';
import { lockValue, readValue, writeValue } from '../../store/kept-values.ts';

/** What Graph has said of the subscription itself and nobody has looked into yet. */
const newsShape = v.object({
  count: v.number(),
  /** It ends soon unless it is renewed now. */
  reauthorize: v.boolean(),
  /** Some notifications were not sent. */
  missed: v.boolean(),
});
export type SubscriptionEvents = v.InferOutput<typeof newsShape>;

/** A row of its own: nobody who tells waits for one who talks to Graph. */
const name = 'subscription news';

export async function readEvents(db: Db): Promise<SubscriptionEvents | undefined> {
  const read = v.safeParse(newsShape, await readValue(db, name));
  return read.success ? read.output : undefined;
}

/** Keeps what Graph said until it was looked into; any event has the subscription looked at. */
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

/** It was looked into; what came since stays. */
export async function clearEvents(db: Db, news: SubscriptionEvents, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const read = v.safeParse(newsShape, await lockValue(trx, name, now));
    if (!read.success || read.output.count !== news.count) return;
    await writeValue(trx, name, null, now);
  });
}
