import { type Db, inTransaction } from './database.ts';
import { isOpen } from './fragments.ts';
import { run } from './statement.ts';

/** The longest of all waits between two tries, and of all leases. */
const longestMs = 61_000;

/**
 * Pulls in times that lie further ahead than any wait or lease: a replica wrote them while its clock was ahead, and
 * somebody has set that clock back since. A step that comes too early by that is tried once more than needed, and finds
 * nothing to do. No lease becomes shorter than a whole one. An empty time stays empty: least() would fill it.
 */
export async function pullInWaits(db: Db, now: Date): Promise<void> {
  const latest = new Date(now.getTime() + longestMs);
  await inTransaction(db, async (trx) => {
    await run(trx)`
      update step set due_at = case when due_at > ${latest} then ${now} else due_at end,
        lease_until = case when lease_until > ${latest} then ${latest} else lease_until end
      where ${isOpen('step')} and (due_at > ${latest} or lease_until > ${latest})`;
    await run(trx)`
      update shown_card set due_at = case when due_at > ${latest} then ${now} else due_at end,
        rests_until = case when rests_until > ${latest} then null else rests_until end,
        posting_at = case when posting_at > ${now} then ${now} else posting_at end
      where due_at > ${latest} or rests_until > ${latest} or posting_at > ${now}`;
    await run(trx)`
      update guest set look_due_at = ${now} where look_due_at > ${latest}`;
    // When they last signed in was read at a moment that is still to come: read it again.
    await run(trx)`
      update guest set sign_in_read_at = null where sign_in_read_at > ${now}`;
    await run(trx)`
      update request set review_due_at = case when review_due_at > ${latest} then ${latest} else review_due_at end,
        reading_until = case when reading_until > ${latest} then ${latest} else reading_until end
      where review_due_at > ${latest} or reading_until > ${latest}`;
    await run(trx)`
      update activity set lease_until = ${latest} where lease_until > ${latest}`;
    await run(trx)`
      update digest set due_at = ${now} where due_at > ${latest}`;
    await run(trx)`
      update breaker set trying_since = ${now} where trying_since > ${now}`;
    await run(trx)`
      update approval set remind_at = ${now}
      where state = 'open' and remind_at > ${now}::timestamptz + interval '61 minutes'`;
    await run(trx)`
      update alert set created_at = ${now} where line = 'daily' and created_at > ${now}`;
    // The moments of a wish, of the last sweep or read, and of the next look after the subscription.
    for (const moment of ['at', 'sweptAt', 'since', 'last', 'dueAt'])
      await run(trx)`
        update watch set value = jsonb_set(value, array[${moment}::text], to_jsonb(${now.toISOString()}::text))
        where case when value ->> ${moment}::text ~ '^\\d{4}-\\d\\d-\\d\\dT'
          then (value ->> ${moment}::text)::timestamptz > ${now} else false end`;
    await run(trx)`
      update stranger set due_at = ${now} where due_at > ${latest}`;
  });
}
