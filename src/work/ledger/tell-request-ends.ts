import { needsEndMessage } from '../../guests/times/end-message.ts';
import type { Db } from '../../store/database.ts';
import { insertNews } from '../../store/telling/news.ts';
import { readEnds } from '../../store/telling/request-ends.ts';

/**
 * Asks for a message to the requester of each request that has just ended unseen, in the transaction that ends it:
 * Teams announces no edited card. A retry that ends counts as an end of its own.
 */
export async function tellRequestEnds(
  trx: Db,
  requestIds: readonly number[],
  now: Date,
): Promise<void> {
  if (requestIds.length === 0) return;
  for (const request of await readEnds(trx, requestIds)) {
    if (!needsEndMessage(request, now)) continue;
    const { id: requestId, tenantId, requesterId: personId } = request;
    const reason = { code: 'request ended', values: { number: String(requestId) } } as const;
    const topic = `request ended ${now.toISOString()}`;
    const to = { tenantId, personId, requestId, about: 'result' } as const;
    await insertNews(trx, { ...to, reason, topic, subjectId: requestId }, now);
  }
}
