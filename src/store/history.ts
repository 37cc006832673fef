import { sql } from 'kysely';
import type { HistoryEvent } from '../guests/history-event.ts';
import type { Db } from './database.ts';
import { all, run } from './statement.ts';

/** A word of the history, as a literal in a statement. */
export const eventWord = (event: HistoryEvent) => sql.lit(event);

/** One thing that somebody did. */
export type HistoryEntry = {
  /** Object id of the person, or 'guestlist' for what the bot does by itself. */
  actor: string;
  what: HistoryEvent;
  requestId?: number;
  approvalId?: number;
  invitationId?: number;
  guestId?: number;
  /** Ids, codes and counts only: the history outlives personal data. */
  detail?: Readonly<Record<string, string | number | boolean>>;
};

/** Adds one entry, in the transaction that does what the entry tells. */
export const record = (db: Db, entry: HistoryEntry, now: Date): Promise<void> =>
  recordAll(db, [entry], now);

/** Adds entries of one moment, in the order in which they come. */
export async function recordAll(
  db: Db,
  entries: readonly HistoryEntry[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return;
  await run(db)`
    insert into history (at, actor, what, request_id, approval_id, invitation_id, guest_id, detail)
    select ${now}::timestamptz, e->>'actor', e->>'what', (e->>'requestId')::bigint, (e->>'approvalId')::bigint,
      (e->>'invitationId')::bigint, (e->>'guestId')::bigint, coalesce(e->'detail', '{}')
    from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) with ordinality as entry(e, n) order by n`;
}

/** An entry as it is read. */
export type HistoryRecord = {
  at: Date;
  actor: string;
  what: HistoryEvent;
  approvalId: number | null;
  detail: Readonly<Record<string, unknown>>;
};

/** A request's entries, the first one first. */
export async function historyOf(db: Db, requestId: number): Promise<HistoryRecord[]> {
  return await all(db)`
    select at, actor, what, approval_id, detail from history where request_id = ${requestId} order by id`;
}
