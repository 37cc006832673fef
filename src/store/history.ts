import { sql } from 'kysely';
import type { HistoryEvent } from '../guests/history-event.ts';
import type { Db } from './database.ts';
import { all, run } from './statement.ts';

/** A word of the history as it stands in a statement. */
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
export async function record(db: Db, entry: HistoryEntry, now: Date): Promise<void> {
  await run(db)`
    insert into history (at, actor, what, request_id, approval_id, invitation_id, guest_id, detail)
    values (${now}, ${entry.actor}, ${entry.what}, ${entry.requestId ?? null}, ${entry.approvalId ?? null},
            ${entry.invitationId ?? null}, ${entry.guestId ?? null}, ${JSON.stringify(entry.detail ?? {})})`;
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
