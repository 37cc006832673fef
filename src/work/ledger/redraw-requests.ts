import type { Db } from '../../store/database.ts';
import { redrawNoticesOf } from '../../store/endings/notice-answers.ts';
import { requestsTellingOf } from '../../store/endings/removed-access.ts';
import { openGiveUpsOf, redrawGiveUps } from '../../store/invitations/give-ups.ts';
import { redraw } from '../../store/telling/shown-cards.ts';

/** The bot draws progress at most this often: Teams takes 1,800 messages an hour in one conversation. */
export const progressMs = 3_000;

/** Redraws the cards of these requests, each once. Locks cards in one order, so that no two transactions deadlock. */
export async function redrawRequests(
  trx: Db,
  requestIds: readonly number[],
  dueAt: (requestId: number) => Date,
): Promise<void> {
  for (const id of [...new Set(requestIds)].toSorted((a, b) => a - b)) {
    await redraw(trx, { kind: 'request', id }, dueAt(id));
  }
}

/** Redraws the cards that say what has become of these guests, because their account is gone, or back. */
export async function redrawTellingOf(
  trx: Db,
  guestIds: readonly number[],
  now: Date,
): Promise<void> {
  if (guestIds.length === 0) return;
  const soon = new Date(now.getTime() + progressMs);
  await redrawRequests(trx, await requestsTellingOf(trx, guestIds), () => soon);
  await redrawQuestionsAbout(trx, guestIds, soon);
  await redrawNoticesOf(trx, guestIds, soon);
}

/** Redraws the open questions whether to revoke an invitation of one of these guests. */
export async function redrawQuestionsAbout(
  trx: Db,
  guestIds: readonly number[],
  dueAt: Date,
): Promise<void> {
  const questions = await openGiveUpsOf(trx, guestIds);
  if (questions.length > 0) await redrawGiveUps(trx, questions, dueAt);
}
