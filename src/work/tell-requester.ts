import type { Reason } from '../guests/reason.ts';
import type { Db } from '../store/database.ts';
import { findPlace } from '../store/places.ts';
import type { RequestRecord } from '../store/requests.ts';
import { wantCard } from '../store/shown-cards.ts';

/** What happened, what it was about, and what tells it apart from other news of that. */
export type News = { reason: Reason; subjectId: number; topic: string };

/**
 * A message of its own to the requester, in the transaction in which it happened. Requesters have spoken to the bot, so
 * where no place of theirs is known they have sent it away, and only their requests' status tells.
 */
export async function tellRequester(
  trx: Db,
  request: Pick<RequestRecord, 'id' | 'tenantId' | 'requesterId'>,
  { reason, subjectId, topic }: News,
  now: Date,
): Promise<void> {
  const place = await findPlace(trx, request.tenantId, 'person', request.requesterId);
  if (place === undefined) return;
  const detail = { reason, requestId: request.id };
  await wantCard(trx, { kind: 'notice', subjectId, topic, placeId: place.id, detail }, now);
}
