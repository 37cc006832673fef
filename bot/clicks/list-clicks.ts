import { answerNotice, type ClickAnswer, type ClickHandler } from '../buttons/click.ts';
import { notesCard } from '../cards/notes-card.ts';
import { partnersCard, partnersOnACard } from '../cards/partners-card.ts';
import { drawRequest } from '../drawing/draw-request.ts';
import { readDraft } from '../drawing/request-counts.ts';
import { readWarnings } from '../drawing/review-mails.ts';
import { readReviewed } from '../drawing/reviewed-partners.ts';
import { drawPast, drawWaiting } from '../lists/draw-approval-lists.ts';
import { drawGuests } from '../lists/draw-guests.ts';
import { drawPending } from '../lists/draw-pending.ts';
import { drawProjects } from '../lists/draw-projects.ts';
import { drawReport } from '../lists/draw-report.ts';
import { drawStatus } from '../lists/draw-status.ts';
import type { SeenList } from '../rights/list-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

type Sent = { list?: string | undefined; cursor?: number | undefined; from?: number | undefined };

/** Shows a part of a list: the page before or after the one that the card shows. */
export const showPage: ClickHandler<Sent, SeenList> = async (deps, turn, sent, seen) => {
  if ('request' in seen) return await showDraft(deps, turn, sent, seen);
  const { language, timeZone } = turn;
  if ('own' in seen) {
    const card = await drawStatus(deps.db, seen.own, { language, timeZone });
    return { kind: 'card', card };
  }
  if ('known' in seen)
    return { kind: 'card', card: drawProjects({ ...seen.known, isPersonal: true }, language) };
  const viewer = { language, timeZone, now: deps.clock.now() };
  if ('sight' in seen) {
    const { projectKey, mayMailAll } = seen;
    const wanted = { projectKey, mayMailAll, from: Math.max(1, startOf(sent)) };
    const { card } = await drawPending(deps.db, seen.sight, wanted, turn);
    return { kind: 'card', card };
  }
  if ('of' in seen) {
    const list = { ...seen.of, tenantId: turn.who.tenantId };
    const card = await drawGuests(deps.db, list, Math.max(1, startOf(sent)), viewer);
    return { kind: 'card', card };
  }
  if ('report' in seen) {
    const card = await drawReport(deps.db, turn.who.tenantId, seen.report, viewer);
    return { kind: 'card', card };
  }
  const part = { from: Math.max(1, startOf(sent)) };
  const draw = seen.kind === 'past' ? drawPast : drawWaiting;
  return { kind: 'card', card: await draw(deps.db, seen.decider, part, viewer) };
};

/** Says the beginning of a list in a message of its own. The card with the button stays. */
export const sayList: ClickHandler<Sent, SeenList> = async (deps, turn, sent, seen) => {
  const answer = await showPage(deps, turn, sent, seen);
  if (answer.kind === 'notice') return answer;
  await turn.say(answer.card);
  return answerNotice('list follows');
};

async function showDraft(
  deps: BotDeps,
  turn: Turn,
  sent: Sent,
  { kind, request }: SeenList & { kind: 'review' | 'notes' },
): Promise<ClickAnswer> {
  const { language, timeZone } = turn;
  const viewer = { language, timeZone, now: deps.clock.now() };
  // A draft that was confirmed or discarded meanwhile shows its present state.
  if (request.state !== 'draft') {
    return { kind: 'card', card: (await drawRequest(deps.db, request, viewer)).card };
  }
  const wanted = startOf(sent);
  const limit = partnersOnACard;
  const draft = await readDraft(deps.db, request);
  const { id, notes } = request;
  const warnings = await readWarnings(deps.db, draft, viewer.now);
  const about = { requestId: id, number: id, list: `${kind} ${id}`, notes, warnings };
  if (kind === 'notes')
    return { kind: 'card', card: notesCard({ ...about, from: wanted }, language) };
  const { total } = await readReviewed(deps.db, draft, { from: 1, limit: 1 });
  const from = Math.min(Math.max(wanted, 1), Math.max(total, 1));
  const { first: partners } = await readReviewed(deps.db, draft, { from, limit });
  return { kind: 'card', card: partnersCard({ ...about, from, total, partners }, language) };
}

/** Cards of long ago let the reader type the number. */
const startOf = ({ cursor = 1, from = cursor }: Sent): number => from;
