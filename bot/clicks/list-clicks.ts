import { notesCard } from '../cards/notes-card.ts';
import { partnersCard, partnersOnACard } from '../cards/partners-card.ts';
import { drawRequest } from '../drawing/draw-request.ts';
import { readDraft } from '../drawing/request-counts.ts';
import { readWarnings } from '../drawing/review-mails.ts';
import { readReviewed } from '../drawing/reviewed-partners.ts';
import type { SeenList } from '../rights/list-rights.ts';
import type { ClickHandler } from './click.ts';

type Sent = { list?: string | undefined; cursor?: number | undefined; from?: string | undefined };

/** Shows a part of a list, from the number that the person wrote, or from where the card ended. */
export const showPage: ClickHandler<Sent, SeenList> = async (
  deps,
  turn,
  sent,
  { kind, request },
) => {
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
};

function startOf({ cursor = 1, from }: Sent): number {
  const said = Number(from?.trim() || cursor);
  return Number.isSafeInteger(said) ? said : cursor;
}
