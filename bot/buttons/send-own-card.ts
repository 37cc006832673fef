import { inTransaction } from '../../src/store/database.ts';
import { bringCard } from '../../src/store/telling/bring-card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

/**
 * Sends an owner's view as a card in the personal chat, for a client that shows answers to everybody. The copies before
 * it say that the card has moved, so no live button is left behind.
 */
export async function sendOwnCard(deps: BotDeps, turn: Turn, approvalId: number): Promise<void> {
  const { tenantId, personId } = turn.who;
  const placeId = await deps.announcer.reachPerson(tenantId, personId, turn.channel?.teamId);
  if (placeId === undefined) {
    return await turn.say(noticeCard({ notice: 'write me first' }, turn.language));
  }
  const now = deps.clock.now();
  const copy = { approvalId, placeId, list: 'all' } as const;
  await inTransaction(deps.db, (trx) => bringCard(trx, copy, now));
  deps.wake();
  if (turn.scope !== 'personal') {
    await turn.say(noticeCard({ notice: 'sent to you' }, turn.language));
  }
}
