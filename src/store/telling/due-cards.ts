import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { tryLock } from '../locks.ts';
import { column, first, run } from '../statement.ts';
import { cardLock, type ShownCard } from './shown-cards.ts';

/** The shortest time between two updates of one card, in seconds. People read no faster. */
export const restSeconds = 3;

/** A card that is due. A clock that went back keeps no card waiting for longer than a rest. */
export const isDueCard = (now: Date) => sql`wanted > shown and dead_at is null and due_at <= ${now}
  and (rests_until is null or rests_until <= ${now} or rests_until > ${restFrom(now)})`;

const restFrom = (now: Date) => new Date(now.getTime() + restSeconds * 1000);

/**
 * Cards that are due, the most overdue first. Notices come last, so that many of them never hide what they are
 * about.
 */
export async function dueCards(db: Db, now: Date, limit: number): Promise<number[]> {
  return await column(db)`
    select id from shown_card where ${isDueCard(now)}
    order by kind = 'notice', due_at limit ${limit}`;
}

/**
 * Locks a card for drawing until the transaction ends and reads it. Nothing where another replica draws it, or it
 * is not due any more. The row itself stays unlocked, so that asking for a newer version never waits for Teams.
 */
export async function takeCard(db: Db, id: number, now: Date): Promise<ShownCard | undefined> {
  if (!(await tryLock(db, cardLock(sql`${id}`)))) return undefined;
  return await first(db)`
    select * from shown_card where id = ${id} and ${isDueCard(now)}`;
}

/**
 * Notes that the bot is about to send a card. The caller commits this before it sends: Teams knows no idempotency, and
 * a call that timed out may still arrive.
 */
export async function markPosting(db: Db, id: number, now: Date): Promise<void> {
  await run(db)`update shown_card set posting_at = ${now} where id = ${id}`;
}

/** Notes what Teams shows now. */
export async function markShown(
  db: Db,
  id: number,
  shown: Pick<ShownCard, 'thread' | 'final'> & {
    version: number;
    messageId: string;
    repeated?: boolean;
    /** Absent where nothing was sent, because it stands there already. */
    sent?: { content: string; at: Date };
  },
): Promise<void> {
  const { sent } = shown;
  await run(db)`
    update shown_card set shown = ${shown.version}, message_id = ${shown.messageId}, thread = ${shown.thread},
      final = ${shown.final}, attempts = 0, posting_at = null, content = coalesce(${sent?.content ?? null}, content),
      rests_until = coalesce(${sent === undefined ? null : restFrom(sent.at)}::timestamptz, rests_until),
      repeated = repeated or (message_id is null and ${shown.repeated ?? false})
    where id = ${id}`;
}

/** Puts a card off after a failed attempt. */
export async function postponeCard(db: Db, id: number, dueAt: Date): Promise<void> {
  await run(db)`update shown_card set due_at = ${dueAt}, attempts = attempts + 1 where id = ${id}`;
}

/** Notes that the bot sent nothing after all. */
export async function unmarkPosting(db: Db, id: number): Promise<void> {
  await run(db)`update shown_card set posting_at = null where id = ${id}`;
}

/** Gives a card up for good. */
export async function buryCard(db: Db, id: number, now: Date): Promise<void> {
  await run(db)`update shown_card set dead_at = ${now} where id = ${id}`;
}
