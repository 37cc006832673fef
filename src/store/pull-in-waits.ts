import { type Db, inTransaction } from './database.ts';
import { run } from './statement.ts';

/** The longest of all waits between two tries, and of all leases. */
const longestMs = 61_000;

/**
 * Pulls in times that lie further ahead than any wait or lease: a replica wrote them while its clock was ahead, and
 * somebody has set that clock back since. What comes too early by that is tried once more than needed, and finds
 * nothing to do. It makes no lease shorter than a whole one.
 */
export async function pullInWaits(db: Db, now: Date): Promise<void> {
  const latest = new Date(now.getTime() + longestMs);
  await inTransaction(db, async (trx) => {
    await run(trx)`
      update step set due_at = case when due_at > ${latest} then ${now} else due_at end,
        lease_until = least(lease_until, ${latest})
      where state in ('due', 'intended', 'looking') and (due_at > ${latest} or lease_until > ${latest})`;
    await run(trx)`
      update shown_card set due_at = case when due_at > ${latest} then ${now} else due_at end,
        rests_until = case when rests_until > ${latest} then null else rests_until end,
        posting_at = least(posting_at, ${now})
      where due_at > ${latest} or rests_until > ${latest} or posting_at > ${now}`;
    await run(trx)`
      update guest set look_due_at = ${now} where look_due_at > ${latest}`;
    await run(trx)`
      update request set review_due_at = least(review_due_at, ${latest}), reading_until = least(reading_until, ${latest})
      where review_due_at > ${latest} or reading_until > ${latest}`;
    await run(trx)`
      update activity set lease_until = ${latest} where lease_until > ${latest}`;
    await run(trx)`
      update digest set due_at = ${now} where due_at > ${latest}`;
    await run(trx)`
      update stranger set due_at = ${now} where due_at > ${latest}`;
  });
}
