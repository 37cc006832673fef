import type { TurnContext } from 'botbuilder';
import { GraphRefused, GraphUnavailable } from '../../src/graph/client/graph-faults.ts';
import { stopCodes } from '../../src/guests/stop-codes.ts';
import { type NoticeView, noticeCard } from '../cards/notice-card.ts';
import type { Card } from '../cards/render-card.ts';
import { cardMessage } from '../sending/card-message.ts';
import { reply } from '../sending/reply.ts';
import { languageOf } from '../words/say.ts';
import type { BotDeps } from './bot-deps.ts';
import { learnPlaces } from './learn-places.ts';
import { type Origin, readOrigin } from './read-turn.ts';
import { seenWith } from './seen-with-activity.ts';
import type { Turn } from './turn.ts';

export type TurnDeps = BotDeps & { newCorrelationId: () => string };

/** Begins the turn of a member of the tenant. Other people have no turn. */
export async function beginTurn(
  deps: TurnDeps,
  context: TurnContext,
): Promise<(Turn & { isNewPlace: boolean }) | undefined> {
  const origin = readOrigin(context.activity);
  if (origin === undefined) return noteNobody(deps, context);
  const learnt = await learnPlaces({ ...deps, now: deps.clock.now }, origin, seenWith(context));
  return { ...turnOf(deps, origin, learnt), isNewPlace: learnt.isNew };
}

/** Logs what somebody without an object id asked for: they get no answer. */
function noteNobody(
  { log }: Pick<TurnDeps, 'log'>,
  { activity: { type } }: TurnContext,
): undefined {
  const asks = ['message', 'messageUpdate', 'invoke'].find((each) => each === type);
  if (asks !== undefined)
    log.warn('action refused', { personId: null, action: asks, reason: 'no object id' });
}

function turnOf(
  deps: TurnDeps,
  origin: Origin,
  learnt: { locale: string | undefined; timeZone: string | undefined },
): Turn {
  const correlationId = deps.newCorrelationId();
  return {
    who: origin.who,
    scope: origin.scope,
    text: origin.text,
    message: origin.message,
    beside: origin.beside,
    language: languageOf(learnt.locale),
    locale: learnt.locale,
    timeZone: learnt.timeZone ?? 'UTC',
    reference: origin.reference,
    channel: origin.channel,
    correlationId,
    noteRefusal(asks = 'unnamed', why) {
      const { personId } = origin.who;
      deps.log.warn('action refused', { personId, action: asks, reason: why, correlationId });
    },
    async say(card: Card) {
      const sent = await reply(deps, origin.reference, cardMessage(card));
      if (sent.kind !== 'sent')
        deps.log.warn('answer not sent', { correlationId, kind: sent.kind });
    },
    async sayForNow(card: Card) {
      const sent = await reply(deps, origin.reference, cardMessage(card));
      return async (then: Card) => {
        if (sent.kind !== 'sent') return;
        await replace(deps, origin.reference, { messageId: sent.messageId, card: then });
      };
    },
  };
}

/** Replaces a message. Repeats once what Teams asks to repeat: nobody waits for these words. */
async function replace(
  { connector, clock }: Pick<TurnDeps, 'connector' | 'clock'>,
  to: Turn['reference'],
  { messageId, card }: { messageId: string; card: Card },
): Promise<void> {
  const heard = await connector.update(to, messageId, cardMessage(card));
  if (heard.kind !== 'later') return;
  await clock.sleep((heard.seconds ?? 2) * 1000);
  await connector.update(to, messageId, cardMessage(card));
}

/** Runs a handler. Tells a fault in constant words, with a number that the log has too. */
export async function withTurn(
  deps: TurnDeps,
  context: TurnContext,
  handle: (turn: Turn & { isNewPlace: boolean }) => Promise<void>,
): Promise<void> {
  const turn = await beginTurn(deps, context);
  if (turn === undefined) return;
  try {
    await handle(turn);
  } catch (error) {
    await turn.say(noticeCard(faultNotice(deps, turn, error), turn.language));
  }
}

/**
 * Logs a fault, and returns the words for it. While Graph does not answer, or does not let the bot read, the bot knows
 * nobody's rights and does nothing.
 */
export function faultNotice(
  deps: Pick<BotDeps, 'log'>,
  turn: Pick<Turn, 'correlationId'>,
  error: unknown,
): NoticeView {
  const { correlationId } = turn;
  if (error instanceof GraphUnavailable) {
    deps.log.warn('rights not readable', { correlationId, error });
    return { notice: 'rights unknown' };
  }
  if (error instanceof GraphRefused && stopCodes.includes(error.reason.code)) {
    deps.log.error('Graph refuses the bot', { correlationId, error });
    return { notice: 'graph refuses', reasons: [error.reason] };
  }
  deps.log.error('turn failed', { correlationId, error });
  return { notice: 'fault', values: { correlation: correlationId } };
}
