import type { Db } from '../../src/store/database.ts';
import { type Rate, takePermit } from '../../src/store/pace.ts';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, per bot and conversation. */
const perConversation: readonly Rate[] = [
  { count: 7, seconds: 1 },
  { count: 8, seconds: 2 },
  { count: 60, seconds: 30 },
  { count: 1800, seconds: 3600 },
];
const perTenant: Rate = { count: 50, seconds: 1 };

/**
 * Counts one message to a conversation against Teams' limits, over all replicas; or says after how many milliseconds
 * to ask again. The shortest window goes first, so that a refusal wastes no permit of the long ones.
 */
export async function messageRoom(db: Db, conversationId: string): Promise<number> {
  const conversation = conversationId.split(';')[0] ?? conversationId;
  for (const rate of perConversation) {
    const waitMs = await takePermit(db, `teams ${rate.seconds} ${conversation}`, rate, 0);
    if (waitMs > 0) return waitMs;
  }
  return await takePermit(db, 'teams tenant', perTenant, 0);
}
