import { Temporal } from 'temporal-polyfill';
import { severalAtOnce } from '../../graph/client/several-at-once.ts';
import type { Reason } from '../../guests/reason.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { insertEndingRows } from '../../store/endings/ending-rows.ts';
import { clearDraftInvitations } from '../../store/invitations/draft-invitations.ts';
import { copyMails } from '../../store/invitations/mail-standings.ts';
import { storeReview } from '../../store/requests/request-reviews.ts';
import {
  clearFindings,
  type RequestRow,
  rowsOf,
  storeFindings,
} from '../../store/requests/request-rows.ts';
import { lockRequest, type RequestRecord, readRequest } from '../../store/requests/requests.ts';
import { findPlace } from '../../store/telling/places.ts';
import { redraw, wantCard } from '../../store/telling/shown-cards.ts';
import { reviewResend } from '../mailing/review-resend.ts';
import { accountsOfRows } from '../named/accounts-of-rows.ts';
import { peopleOfList } from '../named/people-of-list.ts';
import { shareAnswers } from '../runtime/share-answers.ts';
import { namesAskedOnce } from './read-access-names.ts';
import { reviewAccessRow } from './review-access-row.ts';
import { restorableSince, reviewAccountRow } from './review-account-row.ts';
import { lookedAtOneByOne, type ReviewEndingDeps } from './review-ending-deps.ts';
import { type ReviewedEnd, wrongRow } from './reviewed-end.ts';

/**
 * Reviews a draft that ends, extends, removes, restores or mails again: what goes from each guest, what stays and why,
 * and what becomes of the account. Then asks for the review card. Writes nothing to Graph. Throws GraphUnavailable: the
 * review stays due.
 */
export async function reviewEnding(deps: ReviewEndingDeps, requestId: number): Promise<void> {
  const request = await readRequest(deps.db, requestId);
  if (request?.state !== 'draft' || request.readAt === null || request.kind === 'invite') return;
  const rows = await rowsOf(deps.db, requestId);
  const { reviewed, warnings = [] } =
    request.kind === 'resend'
      ? await reviewResend(deps.db, request, rows, deps.clock.now())
      : { reviewed: await reviewRows(deps, request, rows) };
  const stored = await inTransaction(deps.db, (trx) =>
    store(deps, trx, { request, reviewed, warnings }),
  );
  deps.log.info('request reviewed', { requestId, rows: rows.length, stored });
}

async function reviewRows(
  by: ReviewEndingDeps,
  request: RequestRecord,
  rows: readonly RequestRow[],
): Promise<ReviewedEnd[]> {
  // Each row asks whether the guest is an operator.
  const deps = { ...by, peopleIn: shareAnswers(by.clock, by.peopleIn, Number.POSITIVE_INFINITY) };
  const look = rows.length > lookedAtOneByOne ? 'at the ledger' : 'at Graph';
  const now = deps.clock.now();
  const isAccount = request.kind === 'remove' || request.kind === 'restore';
  const people = isAccount
    ? await peopleOfList(deps, { request, rows }, restorableSince(now))
    : undefined;
  const accounts = isAccount ? undefined : await accountsOfRows(deps, request.tenantId, rows);
  const place = await findPlace(deps.db, request.tenantId, 'person', request.requesterId);
  const zone = place?.timeZone ?? 'UTC';
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
  const accountOf = (said: string): string => {
    const person = people?.living.get(said) ?? people?.deleted.get(said) ?? accounts?.get(said);
    return person?.objectId ?? said;
  };
  const { first, again } = withoutRepeats(rows, accountOf);
  const reviewed = [...again];
  const readNames = namesAskedOnce(deps);
  await severalAtOnce(rowsAtOnce, first, async (row) => {
    if (row.partner.problems.length > 0) reviewed.push(wrongRow(row, ...row.partner.problems));
    else if (people === undefined) {
      const { address } = row.partner;
      const stranger = { named: address, addresses: [address], objectId: null };
      const of = { request, row, account: accounts?.get(address) ?? stranger };
      reviewed.push(await reviewAccessRow(deps, { ...of, zone, today, look, readNames }));
    } else reviewed.push(await reviewAccountRow(deps, { request, row, people, look, now }));
  });
  return reviewed.toSorted((a, b) => a.row - b.row);
}

/**
 * Leaves out rows that repeat another row, with the line of that row. A list may name one account by its address, by
 * another address of it, and by its id: a second removal would take the account of somebody who was restored meanwhile.
 */
function withoutRepeats(
  rows: readonly RequestRow[],
  accountOf: (said: string) => string,
): { first: RequestRow[]; again: ReviewedEnd[] } {
  const lines = new Map<string, number>();
  const first: RequestRow[] = [];
  const again: ReviewedEnd[] = [];
  for (const row of rows) {
    const { address, project = '' } = row.partner;
    const key = `${project} ${accountOf(address)}`;
    const line = lines.get(key);
    if (line === undefined) {
      lines.set(key, row.line);
      first.push(row);
    } else {
      again.push({ row: row.row, problems: [], skipped: { code: 'duplicate', values: { line } } });
    }
  }
  return { first, again };
}

const rowsAtOnce = 8;

type Reviewed = {
  request: RequestRecord;
  reviewed: readonly ReviewedEnd[];
  warnings: readonly Reason[];
};

async function store(
  deps: ReviewEndingDeps,
  trx: Db,
  { request, reviewed, warnings }: Reviewed,
): Promise<boolean> {
  const now = deps.clock.now();
  const current = await lockRequest(trx, request.id);
  if (current?.state !== 'draft' || current.version !== request.version) return false;
  await clearFindings(trx, request.id);
  await clearDraftInvitations(trx, request.id);
  await storeFindings(
    trx,
    request.id,
    reviewed.filter(({ problems, skipped }) => problems.length > 0 || skipped !== null),
  );
  const endings = reviewed.flatMap(({ ending }) => ending ?? []);
  await insertEndingRows(trx, request.id, endings, 'draft');
  if (request.kind === 'resend') await copyMails(trx, request.id);
  await storeReview(trx, request.id, request.version, { access: [], warnings });
  const place = await findPlace(trx, request.tenantId, 'person', request.requesterId);
  if (place !== undefined) {
    await wantCard(trx, { kind: 'request', subjectId: request.id, placeId: place.id }, now);
  }
  await redraw(trx, { kind: 'request', id: request.id }, now);
  return true;
}
