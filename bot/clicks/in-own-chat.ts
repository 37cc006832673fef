import { readPlace } from '../../src/store/telling/places.ts';
import { cardMessage } from '../sending/card-message.ts';
import { readReference } from '../sending/conversation-reference.ts';
import { reply } from '../sending/reply.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

/** The same turn, with its answers in the person's own chat with the bot, which this place is. */
export const inOwnChat = (deps: BotDeps, turn: Turn, placeId: number): Turn => ({
  ...turn,
  scope: 'personal',
  async say(card) {
    const to = readReference((await readPlace(deps.db, placeId))?.reference);
    const sent = to && (await reply(deps, to, cardMessage(card)));
    if (sent?.kind === 'sent') return;
    const { correlationId } = turn;
    deps.log.warn('answer not sent', { correlationId, kind: sent?.kind ?? 'dead' });
  },
});
