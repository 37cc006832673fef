import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import { tryLock } from '../locks.ts';
import { all, changed, column, exists, first, one, run } from '../statement.ts';

/** One card in Teams: its message, the version that is wanted and the version that is shown. */
export type ShownCard = {
  id: number;
  kind: 'request' | 'approval' | 'alert' | 'digest' | 'notice';
  subjectId: number;
  /** Distinguishes the notices about one subject. */
  topic: string;
  placeId: number;
  thread: string | null;
  messageId: string | null;
  wanted: number;
  shown: number;
  final: boolean;
  attempts: number;
  postingAt: Date | null;
  /** An earlier post may have arrived too. The card says so for good. */
  repeated: boolean;
  /** A digest of what stands there now, or null where that is not known. */
  content: string | null;
  detail: unknown;
};

/** A card to post. */
export type NewCard = Pick<ShownCard, 'kind' | 'subjectId' | 'placeId'> & {
  topic?: string;
  detail?: unknown;
};

/** Asks for a card to be posted. True the first time; the same card in the same place is posted once. */
export async function wantCard(db: Db, card: NewCard, now: Date): Promise<boolean> {
  return await changed(db)`
    insert into shown_card (kind, subject_id, topic, place_id, due_at, detail)
    values (${card.kind}, ${card.subjectId}, ${card.topic ?? ''}, ${card.placeId}, ${now},
            ${card.detail === undefined ? null : JSON.stringify(card.detail)})
    on conflict (kind, subject_id, topic, place_id) do nothing`;
}

/**
 * Asks for every card of a subject to be drawn again: not before `dueAt`, and not before a postponed card may be
 * tried again. Final cards stay.
 */
export async function redraw(
  db: Db,
  subject: { kind: ShownCard['kind']; id: number },
  dueAt: Date,
): Promise<void> {
  await run(db)`
    update shown_card set wanted = wanted + 1, due_at = case when wanted = shown then ${dueAt}
      when attempts > 0 then due_at else least(due_at, ${dueAt}) end
    where kind = ${subject.kind} and subject_id = ${subject.id} and not final`;
}

/** Asks for one card to show more. Returns the version that will show it. */
export async function joinCard(
  db: Db,
  card: Pick<ShownCard, 'kind' | 'subjectId' | 'placeId'>,
  dueAt: Date,
): Promise<number> {
  const { wanted } = await one(db)<{ wanted: number }>`
    update shown_card set wanted = wanted + 1, due_at = case when wanted = shown then ${dueAt}
      when attempts > 0 then due_at else least(due_at, ${dueAt}) end
    where kind = ${card.kind} and subject_id = ${card.subjectId} and place_id = ${card.placeId} and topic = ''
    returning wanted`;
  return wanted;
}

/** The shortest time between two updates of one card, in seconds. Nobody reads faster. */
const restSeconds = 3;

/** A clock that went back keeps no card waiting for longer than a rest. */
const isDue = (now: Date) => sql`wanted > shown and dead_at is null and due_at <= ${now}
  and (rests_until is null or rests_until <= ${now} or rests_until > ${restFrom(now)})`;

const restFrom = (now: Date) => new Date(now.getTime() + restSeconds * 1000);

/**
 * Cards that are due, the most overdue first. Notices come last, so that many of them never hide what they are
 * about.
 */
export async function dueCards(db: Db, now: Date, limit: number): Promise<number[]> {
  return await column(db)`
    select id from shown_card where ${isDue(now)}
    order by kind = 'notice', due_at limit ${limit}`;
}

/**
 * Locks a card for drawing until the transaction ends and reads it. Nothing where another replica draws it, or it
 * is not due any more. The row itself stays unlocked, so that asking for a newer version never waits for Teams.
 */
export async function takeCard(db: Db, id: number, now: Date): Promise<ShownCard | undefined> {
  if (!(await tryLock(db, cardLock(sql`${id}`)))) return undefined;
  return await first(db)`
    select * from shown_card where id = ${id} and ${isDue(now)}`;
}

/**
 * Notes that a card is about to be sent. The caller commits this before it sends: Teams knows no idempotency, and a
 * call that timed out may still arrive.
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

/**
 * Asks for a card to be drawn once more, final or not, by `dueAt` at the latest. Until then the row remembers that
 * an update may be on its way.
 */
export async function showAgain(
  db: Db,
  { id, postingAt }: Pick<ShownCard, 'id' | 'postingAt'>,
  dueAt: Date,
): Promise<void> {
  await run(db)`
    update shown_card set due_at = case when wanted = shown then ${dueAt} else least(due_at, ${dueAt}) end,
      wanted = greatest(wanted, shown + 1), posting_at = ${postingAt} where id = ${id}`;
}

/** Somebody's click may have changed what their client shows of a message: the next update is sent, whatever it holds. */
export async function forgetContent(db: Db, messageId: string): Promise<void> {
  await run(
    db,
  )`update shown_card set content = null where message_id = ${messageId} and content is not null`;
}

/** Notes that nothing was sent after all. */
export async function unmarkPosting(db: Db, id: number): Promise<void> {
  await run(db)`update shown_card set posting_at = null where id = ${id}`;
}

/** Deletes a card that was never posted and is not wanted any more. It may be asked for again. */
export async function dropCard(db: Db, id: number): Promise<void> {
  await run(db)`delete from shown_card where id = ${id} and message_id is null`;
}

/** Gives a card up for good. */
export async function buryCard(db: Db, id: number, now: Date): Promise<void> {
  await run(db)`update shown_card set dead_at = ${now} where id = ${id}`;
}

/** True where the bot gave this card up, because it could not post it there. */
export async function isBuried(
  db: Db,
  card: Pick<ShownCard, 'kind' | 'subjectId' | 'placeId'>,
): Promise<boolean> {
  return await exists(db)`
    select 1 from shown_card where kind = ${card.kind} and subject_id = ${card.subjectId} and topic = ''
      and place_id = ${card.placeId} and dead_at is not null`;
}

/** Has the notices of one subject say that it is over. A final notice is drawn once more. */
export async function endNotices(
  db: Db,
  { subjectId, topic }: Pick<ShownCard, 'subjectId' | 'topic'>,
  now: Date,
): Promise<void> {
  await run(db)`
    update shown_card set detail = detail || '{"over": true}', wanted = wanted + 1, due_at = ${now}, final = false
    where kind = 'notice' and subject_id = ${subjectId} and topic = ${topic} and dead_at is null`;
}

/** The cards of a subject, for answers that replace them. */
export async function cardsOf(
  db: Db,
  subject: { kind: ShownCard['kind']; id: number },
): Promise<ShownCard[]> {
  return await all(db)`
    select * from shown_card where kind = ${subject.kind} and subject_id = ${subject.id}`;
}

/** The key of the lock on a card. Whoever draws the card, or takes it back unsent, holds the lock. */
export const cardLock = (id: RawBuilder<unknown>) => sql`hashtext('shown card'), ${id}::integer`;
