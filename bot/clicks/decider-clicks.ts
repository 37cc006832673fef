import { inTransaction } from '../../src/store/database.ts';
import { bringCard } from '../../src/store/telling/bring-card.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import { answerNotice, type ClickHandler } from '../buttons/click.ts';
import { wordsOf } from '../buttons/click-data.ts';
import { drawWaiting } from '../lists/draw-approval-lists.ts';
import type { Deciding, ToOpen } from '../rights/decider-rights.ts';
import { answerStandIn } from '../stand-ins/answer-stand-in.ts';

type Sent = { cardId?: number | undefined; cursor?: number | undefined };

/**
 * Brings the live card of an approval to the end of the owner's chat. Answers with the list as it is now. A click that
 * comes twice names a copy that is no longer the live one, and brings nothing more.
 */
export const openApproval: ClickHandler<Sent, ToOpen> = async (
  deps,
  turn,
  { cardId, cursor = 1 },
  { approval, decider },
) => {
  const now = deps.clock.now();
  const { tenantId, personId } = turn.who;
  const place = await findPlace(deps.db, tenantId, 'person', personId);
  if (place !== undefined && approval.state === 'open') {
    const copy = { approvalId: approval.id, placeId: place.id, list: 'first' } as const;
    const brought = await inTransaction(deps.db, (trx) =>
      bringCard(trx, { ...copy, last: cardId }, now),
    );
    if (brought) deps.wake();
  }
  const { language, timeZone } = turn;
  const wanted = { from: Math.max(1, cursor), opened: approval.id };
  const card = await drawWaiting(deps.db, decider, wanted, { language, timeZone, now });
  return { kind: 'card', card };
};

type Chosen = { person?: string | undefined; until?: string | undefined };

/** Names the stand-in whom somebody chose among people of one name. */
export const clickStandIn: ClickHandler<Chosen, Deciding> = async (
  deps,
  turn,
  { person, until },
  deciding,
) => {
  const personId = wordsOf(person);
  if (personId === undefined) return answerNotice('stand-in unfit');
  const answer = await answerStandIn(deps, turn, { meant: { personId }, until }, deciding);
  return 'card' in answer
    ? { kind: 'card', card: answer.card }
    : { kind: 'notice', notice: answer };
};
