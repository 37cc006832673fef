import { Temporal } from 'temporal-polyfill';
import { lastDay } from '../../src/guests/ending/end-instant.ts';
import { noticeGuests } from '../../src/store/endings/end-notices.ts';
import { type GiveUpAnswer, readGiveUp } from '../../src/store/invitations/give-ups.ts';
import type { EndingWish } from '../../src/work/drafting/ending-wish.ts';
import { letAccessEnd } from '../../src/work/ending/let-access-end.ts';
import { answerQuestion } from '../../src/work/mailing/answer-give-up.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from '../buttons/click.ts';
import { endNoticeCard } from '../cards/end-notice-card.ts';
import { endNoticeView } from '../drawing/draw-end-notice.ts';
import { drawGiveUp } from '../lists/draw-give-up.ts';
import type { MayEnd } from '../rights/ending-rights.ts';
import type { AskedGiveUp } from '../rights/partner-rights.ts';
import { askForEnding } from '../turns/ask-for-ending.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

type NamedRequest = { noticeId?: number | undefined };
type Until = NamedRequest & { until?: string | undefined; day?: string | undefined };

/** Begins an extension for all guests in a notice: its review card comes by itself. */
export const extendNoticed: ClickHandler<Until, MayEnd> = async (deps, turn, sent, { rights }) => {
  const { noticeId } = sent;
  if (noticeId === undefined) return answerNotice('not found');
  // Somebody answered since the card was drawn: the card as it is now says so.
  const view = await endNoticeView(deps.db, noticeId, { personId: turn.who.personId, rights });
  if (view?.answered !== undefined && view.count > 0)
    return { kind: 'card', card: endNoticeCard(view, turn.language) };
  const until = await dayMeant(deps, noticeId, sent);
  if (until === undefined) return answerNotice('until when');
  return await begin(deps, turn, { kind: 'extend', noticeId, until }, rights);
};

/**
 * The day that the click means. A day goes before a number of days, which count from the last end of the guests named.
 */
async function dayMeant(
  { db }: Pick<BotDeps, 'db'>,
  noticeId: number,
  { until = '', day = '' }: Until,
): Promise<string | undefined> {
  const named = [day.trim(), until.trim()].find((each) => /^\d{4}-\d{2}-\d{2}$/.test(each));
  if (named !== undefined) return named;
  const days = /^P?(\d{1,4})D?$/i.exec(until.trim())?.[1];
  if (days === undefined) return undefined;
  const ends = (await noticeGuests(db, noticeId)).flatMap(({ open, endsAt, endZone }) =>
    endsAt === null || !open ? [] : [lastDay(endsAt, endZone ?? 'UTC')],
  );
  const last = ends.toSorted().at(-1);
  return (
    last &&
    Temporal.PlainDate.from(last)
      .add({ days: Number(days) })
      .toString()
  );
}

/** Lets the access in a notice end: the bot sends no more notices of these ends. */
export const letNoticedEnd: ClickHandler<NamedRequest, { rights: Rights }> = async (
  deps,
  turn,
  { noticeId },
  { rights },
) => {
  if (noticeId === undefined) return answerNotice('not found');
  const outcome = await letAccessEnd(deps, { ...turn.who, rights }, noticeId);
  if (outcome.kind === 'not found') return answerNotice('not found');
  const reader = { personId: turn.who.personId, rights };
  const view = await endNoticeView(deps.db, noticeId, reader);
  if (view === undefined) return answerNotice('not found');
  const mine = outcome.kind === 'let' && view.answered?.kind === 'let';
  const answered = mine ? ({ kind: 'let', name: turn.who.name } as const) : view.answered;
  const card = endNoticeCard({ ...view, answered }, turn.language);
  return { kind: 'card', card, sayToo: true };
};

/**
 * Begins to take back what an approval let pass, except from partners who have accepted: its review card comes by
 * itself.
 */
export const undoApproval: ClickHandler<{ approvalId?: number | undefined }, MayEnd> = async (
  deps,
  turn,
  { approvalId },
  { rights },
) => {
  if (approvalId === undefined) return answerNotice('not found');
  return await begin(deps, turn, { kind: 'end', approvalId }, rights);
};

/** Answers whether to revoke invitations that nobody has accepted. The card then shows the first answer. */
export const answerPending =
  (answer: GiveUpAnswer): ClickHandler<unknown, AskedGiveUp> =>
  async (deps, turn, _sent, { question }) => {
    await answerQuestion(deps, turn.who, { question, answer });
    deps.wake();
    const now = await readGiveUp(deps.db, question.id);
    return now === undefined
      ? answerNotice('not found')
      : { kind: 'card', card: await drawGiveUp(deps.db, now, turn.language), sayToo: true };
  };

async function begin(
  deps: BotDeps,
  turn: Turn,
  wish: EndingWish,
  rights: Rights,
): Promise<ClickAnswer> {
  const asked = await askForEnding(deps, turn, { wish, rights });
  return 'notice' in asked
    ? { kind: 'notice', notice: asked }
    : answerNotice('review follows', { number: String(asked.requestId) });
}
