import type { Db } from '../../src/store/database.ts';
import { countInvitations } from '../../src/store/invitations/invitations.ts';
import { countRows } from '../../src/store/requests/request-rows.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { readBreaker } from '../../src/store/steps/breaker.ts';
import type { Card } from '../cards/render-card.ts';
import {
  type RequestLine,
  type StatusListView,
  statusListCard,
} from '../cards/status-list-card.ts';
import { doneOf, overOf, sourceOf, workedOf } from '../drawing/request-counts.ts';
import type { Language } from '../words/say.ts';

/** A part of somebody's requests. `mayInvite`: where it is empty, the card offers the form. */
export type OwnPart = {
  requests: readonly { request: RequestRecord }[];
  from: number;
  hasNext: boolean;
  mayInvite: boolean;
};

/** Draws a part of somebody's own requests. */
export async function drawStatus(
  db: Db,
  { requests, ...part }: OwnPart,
  { language, timeZone }: Pick<StatusListView, 'timeZone'> & { language: Language },
): Promise<Card> {
  const lines = await Promise.all(requests.map(({ request }) => requestLine(db, request)));
  return statusListCard({ requests: lines, ...part, timeZone }, language);
}

/** How a request stands, as lists say it. */
export async function requestLine(db: Db, request: RequestRecord): Promise<RequestLine> {
  const counts = await countInvitations(db, request.id);
  return {
    number: request.id,
    source: sourceOf(request),
    state: request.state,
    reviewed: request.review !== null,
    undecided: request.state === 'draft' ? (await countRows(db, request.id)).undecided : 0,
    flag: await flagOf(db, request),
    ...doneOf(counts),
    over: overOf(counts),
    ...(request.state === 'done' && { done: workedOf(counts) }),
    createdAt: request.createdAt,
  };
}

/** A stop of everything holds every request that is under way. */
async function flagOf(db: Db, request: RequestRecord): Promise<RequestLine['flag']> {
  if (request.cancelledAt !== null) return 'cancelled';
  const held = request.heldAt !== null || (await readBreaker(db)).openSince !== null;
  return held ? 'held' : undefined;
}
