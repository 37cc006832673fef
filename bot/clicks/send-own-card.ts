import { wantCard } from '../../src/store/telling/shown-cards.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { wholeList } from '../sending/announcer.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

/**
 * Sends an owner's view as a card in the personal chat, for a client that shows answers to everybody. Updates reach
 * that card like every other copy, so no live button is left behind.
 */
export async function sendOwnCard(deps: BotDeps, turn: Turn, approvalId: number): Promise<void> {
  const { tenantId, personId } = turn.who;
  const placeId = await deps.announcer.reachPerson(tenantId, personId, turn.channel?.teamId);
  if (placeId === undefined) {
    return await turn.say(noticeCard({ notice: 'write me first' }, turn.language));
  }
  const card = { kind: 'approval', subjectId: approvalId, topic: wholeList, placeId } as const;
  await wantCard(deps.db, card, deps.clock.now());
  deps.wake();
  if (turn.scope !== 'personal') {
    await turn.say(noticeCard({ notice: 'sent to you' }, turn.language));
  }
}
