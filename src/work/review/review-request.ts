import { type Db, inTransaction } from '../../store/database.ts';
import { storeReview } from '../../store/requests/request-reviews.ts';
import { lockRequest, type RequestRecord, readRequest } from '../../store/requests/requests.ts';
import { findPlace } from '../../store/telling/places.ts';
import { redraw, wantCard } from '../../store/telling/shown-cards.ts';
import { type Facts, type ReviewDeps, readFacts } from '../facts/read-facts.ts';
import { reviewRows } from './review-rows.ts';
import { reviewFacts } from './stored-review.ts';

/**
 * Reviews a draft: checks every row against the projects and the tenant, and asks for the review card. Writes nothing
 * to Graph. Drops its result where another review overtook it. Throws GraphUnavailable: the review stays due.
 */
export async function reviewRequest(deps: ReviewDeps, requestId: number): Promise<void> {
  const request = await readRequest(deps.db, requestId);
  if (request?.state !== 'draft' || request.readAt === null) return;
  const facts = await readFacts(deps, request);
  const stored = await inTransaction(deps.db, (trx) => store(deps, trx, { request, facts }));
  deps.log.info('request reviewed', { requestId, rows: facts.gathered.rows, stored });
}

async function store(
  deps: ReviewDeps,
  trx: Db,
  { request, facts }: { request: RequestRecord; facts: Facts },
): Promise<boolean> {
  const now = deps.clock.now();
  const current = await lockRequest(trx, request.id);
  const overtaken =
    current?.state !== 'draft' ||
    current.version !== request.version ||
    JSON.stringify(current.choice) !== JSON.stringify(request.choice);
  if (overtaken) return false;
  const { context, access, tenant, near, people, holdings } = facts;
  const reviewed = await reviewRows(trx, request.id, {
    context,
    access,
    tenantId: tenant.tenantId,
    holdings,
    near,
    people,
  });
  await storeReview(trx, request.id, request.version, reviewFacts(facts, reviewed));
  const place = await findPlace(trx, request.tenantId, 'person', request.requesterId);
  if (place !== undefined) {
    await wantCard(trx, { kind: 'request', subjectId: request.id, placeId: place.id }, now);
  }
  await redraw(trx, { kind: 'request', id: request.id }, now);
  return true;
}
