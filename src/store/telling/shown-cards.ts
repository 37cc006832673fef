import { type RawBuilder, sql } from 'kysely';
import type { ReasonCode } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { wantedAgain } from '../fragments.ts';
import { all, changed, exists, one, run } from '../statement.ts';

/** One card in Teams: its message, the version that the bot wants and the version that Teams shows. */
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
  /** A newer copy stands further down in the same place. This one says so. */
  moved: boolean;
  /** A hash of the content that stands there now, or null where nobody knows. */
  content: string | null;
  detail: unknown;
};

/** A card to post. */
export type NewCard = Pick<ShownCard, 'kind' | 'subjectId' | 'placeId'> & {
  topic?: string;
  detail?: unknown;
};

/** Asks the bot to post a card. True the first time; the bot posts the same card in the same place once. */
export async function wantCard(db: Db, card: NewCard, now: Date): Promise<boolean> {
  return await changed(db)`
    insert into shown_card (kind, subject_id, topic, place_id, due_at, detail)
    values (${card.kind}, ${card.subjectId}, ${card.topic ?? ''}, ${card.placeId}, ${now},
            ${card.detail === undefined ? null : JSON.stringify(card.detail)})
    on conflict (kind, subject_id, topic, place_id) do nothing`;
}

/**
 * Asks the bot to draw every card of a subject again: not before `dueAt`, and not before a postponed card may be tried
 * again. Final cards stay.
 */
export async function redraw(
  db: Db,
  subject: { kind: ShownCard['kind']; id: number },
  dueAt: Date,
): Promise<void> {
  await run(db)`
    update shown_card set ${wantedAgain(dueAt)}
    where kind = ${subject.kind} and subject_id = ${subject.id} and not final`;
}

/** Asks for one card to show more. Returns the version that will show it. */
export async function joinCard(
  db: Db,
  card: Pick<ShownCard, 'kind' | 'subjectId' | 'placeId'>,
  dueAt: Date,
): Promise<number> {
  const { wanted } = await one(db)<{ wanted: number }>`
    update shown_card set ${wantedAgain(dueAt)}
    where kind = ${card.kind} and subject_id = ${card.subjectId} and place_id = ${card.placeId} and topic = ''
    returning wanted`;
  return wanted;
}

/**
 * Asks the bot to draw a card once more, final or not, by `dueAt` at the latest. Until then the row remembers that an
 * update may be on its way.
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

/**
 * Forgets the content of a message, because a click may have changed what a client shows: the bot sends the next update
 * in any case.
 */
export async function forgetContent(db: Db, messageId: string): Promise<void> {
  await run(
    db,
  )`update shown_card set content = null where message_id = ${messageId} and content is not null`;
}

/** Deletes a card that the bot never posted and does not want any more. Somebody may ask for it again. */
export async function dropCard(db: Db, id: number): Promise<void> {
  await run(db)`delete from shown_card where id = ${id} and message_id is null`;
}

/** True where the bot gave up the live copy of this card, because it could not post it there. */
export async function isBuried(
  db: Db,
  card: Pick<ShownCard, 'kind' | 'subjectId' | 'placeId'>,
): Promise<boolean> {
  return await exists(db)`
    select 1 from shown_card where kind = ${card.kind} and subject_id = ${card.subjectId} and not moved
      and place_id = ${card.placeId} and dead_at is not null`;
}

/** Ends the notices of one subject: they say that it is over. A final notice is drawn once more. */
export async function endNotices(
  db: Db,
  { subjectId, topic }: Pick<ShownCard, 'subjectId' | 'topic'>,
  now: Date,
): Promise<void> {
  await run(db)`
    update shown_card set detail = detail || '{"over": true}', wanted = wanted + 1, due_at = ${now}, final = false
    where kind = 'notice' and subject_id = ${subjectId} and topic = ${topic} and dead_at is null`;
}

/**
 * Deletes what notices with these topics said, where they were last due before then. They name people, and belong to no
 * request.
 */
export async function forgetNotices(
  db: Db,
  topics: readonly ReasonCode[],
  before: Date,
): Promise<void> {
  await run(db)`
    update shown_card set detail = null
    where kind = 'notice' and topic = any(${topics}::text[]) and due_at < ${before} and detail is not null`;
}

/** The cards of a subject, for answers that replace them. */
export async function cardsOf(
  db: Db,
  subject: { kind: ShownCard['kind']; id: number },
): Promise<ShownCard[]> {
  return await all(db)`
    select * from shown_card where kind = ${subject.kind} and subject_id = ${subject.id}`;
}

/** The key of the lock on a card. A replica that draws the card, or takes it back unsent, holds the lock. */
export const cardLock = (id: RawBuilder<unknown>) => sql`hashtext('shown card'), ${id}::integer`;
