import { inTransaction } from '../../store/database.ts';
import { releaseCopies } from '../../store/telling/alert-deliveries.ts';
import {
  buryCard,
  dueCards,
  markPosting,
  markShown,
  postponeCard,
  restSeconds,
  takeCard,
  unmarkPosting,
} from '../../store/telling/due-cards.ts';
import { markPlaceDead } from '../../store/telling/places.ts';
import { dropCard, type ShownCard, showAgain } from '../../store/telling/shown-cards.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import { retryDelay } from '../runtime/retry-delays.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer, Drawn } from './announcer.ts';

export type DrawDeps = WorkDeps & {
  announcer: Pick<Announcer, 'draw'>;
  /** From 0 to 1. */
  chance: () => number;
};

const idleMs = 400;
const cardsPerTurn = 8;
/** An update that the bot gave up may still reach Teams for so long. */
const overtakenMs = 30_000;

/** Draws every card up to the version wanted. Any replica may draw one. */
export function startCardLoop(deps: DrawDeps): Loop {
  return startLoop(
    { ...deps, onError: (error) => deps.log.error('drawing failed', { error }) },
    idleMs,
    async () => {
      const due = await dueCards(deps.db, deps.clock.now(), cardsPerTurn);
      const drawn = await Promise.all(due.map((id) => drawCard(deps, id)));
      return drawn.includes('drawn') ? 'more' : 'idle';
    },
  );
}

/** Draws one card from its rows. Only one replica draws it at a time, so that an older state never comes last. */
async function drawCard(deps: DrawDeps, id: number): Promise<'drawn' | 'not now'> {
  try {
    return await inTransaction(deps.db, async (trx) => {
      const card = await takeCard(trx, id, deps.clock.now());
      if (card === undefined) return 'not now';
      // Commits outside of this transaction: after a crash the row says that a message may be there or still come.
      await markPosting(deps.db, id, deps.clock.now());
      const drawn = await deps.announcer.draw({
        ...card,
        maybePosted: maybePosted(card),
        content: card.postingAt === null ? card.content : null,
      });
      await note({ ...deps, db: trx }, card, drawn);
      return drawn.kind === 'later' ? 'not now' : 'drawn';
    });
  } catch (error) {
    deps.log.error('card not drawn', { shownCardId: id, error });
    await postponeCard(deps.db, id, new Date(deps.clock.now().getTime() + 5_000));
    return 'not now';
  }
}

/** Until when an earlier update without an answer may still reach Teams and show an old state after this one. */
function overtakenUntil({ messageId, postingAt }: ShownCard, now: Date): Date | undefined {
  if (messageId === null || postingAt === null) return undefined;
  const until = new Date(postingAt.getTime() + overtakenMs);
  return until > now ? until : undefined;
}

/** True where an earlier message may be there. The next one says so to its readers. */
const maybePosted = (card: ShownCard) =>
  card.repeated || (card.messageId === null && card.postingAt !== null);

async function note(deps: DrawDeps, card: ShownCard, drawn: Drawn): Promise<void> {
  const now = deps.clock.now();
  switch (drawn.kind) {
    case 'shown': {
      const again = overtakenUntil(card, now);
      await markShown(deps.db, card.id, {
        ...drawn,
        version: card.wanted,
        repeated: maybePosted(card),
        ...(drawn.content === undefined ? {} : { sent: { content: drawn.content, at: now } }),
      });
      if (again !== undefined) await showAgain(deps.db, card, again);
      return;
    }
    case 'later': {
      if (drawn.lost === false && card.postingAt === null) await unmarkPosting(deps.db, card.id);
      // Cards that failed together are not tried again at the same moment. A lost update may have changed the card.
      const seconds = drawn.seconds ?? retryDelay(card.attempts, deps.chance());
      const rest = drawn.lost === false || card.messageId === null ? 0 : restSeconds;
      const dueAt = new Date(now.getTime() + Math.max(seconds, rest) * 1000);
      return await postponeCard(deps.db, card.id, dueAt);
    }
    case 'nothing':
      deps.log.warn('card not taken', { shownCardId: card.id, kind: card.kind });
      return await buryCard(deps.db, card.id, now);
    case 'dead':
      await buryCard(deps.db, card.id, now);
      await markPlaceDead(deps.db, card.placeId, now);
      deps.log.warn('place is dead', { placeId: card.placeId, kind: card.kind });
      return await goElsewhere(deps, card);
  }
}

/** Sends the content of a dead place elsewhere: to other people who can be reached, or there once the bot is back. */
async function goElsewhere(deps: DrawDeps, card: ShownCard): Promise<void> {
  const { kind } = card;
  if (kind === 'alert' || kind === 'digest') {
    await releaseCopies(deps.db, { ...card, kind });
    await dropCard(deps.db, card.id);
    await deps.queue.send(deps.db, 'wake', {});
  }
  if (kind === 'approval') {
    await deps.queue.send(deps.db, 'ask-approval', { approvalId: card.subjectId });
  }
}
