import { partnersCard, partnersOnACard } from '../cards/partners-card.ts';
import { drawRequest } from '../drawing/draw-request.ts';
import { readDraft } from '../drawing/request-counts.ts';
import { readReviewed } from '../drawing/reviewed-partners.ts';
import type { SeenList } from '../rights/list-rights.ts';
import type { ClickHandler } from './click.ts';

type Sent = { list?: string | undefined; cursor?: number | undefined; from?: string | undefined };

/** Shows a part of a list, from the number that the person wrote, or from where the card ended. */
export const showPage: ClickHandler<Sent, SeenList> = async (deps, turn, sent, { request }) => {
  const { language, timeZone } = turn;
  const viewer = { language, timeZone, now: deps.clock.now() };
  // A draft that was confirmed or discarded meanwhile shows its present state.
  if (request.state !== 'draft') {
    return { kind: 'card', card: (await drawRequest(deps.db, request, viewer)).card };
  }
  const wanted = startOf(sent);
  const limit = partnersOnACard;
  const draft = await readDraft(deps.db, request);
  const { total } = await readReviewed(deps.db, draft, { from: 1, limit: 1 });
  const from = Math.min(Math.max(wanted, 1), Math.max(total, 1));
  const { first: partners } = await readReviewed(deps.db, draft, { from, limit });
  const { id } = request;
  const view = { requestId: id, number: id, list: `review ${id}`, from, total, partners };
  return { kind: 'card', card: partnersCard(view, language) };
};

function startOf({ cursor = 1, from }: Sent): number {
  const said = Number(from?.trim() || cursor);
  return Number.isSafeInteger(said) ? said : cursor;
}
