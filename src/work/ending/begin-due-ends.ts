import type { EndCause, RowKind } from '../../guests/step.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import {
  type DueEnd,
  type DueRemoval,
  dueEnds,
  dueRemovals,
} from '../../store/endings/due-ends-and-removals.ts';
import {
  insertEndingLines,
  insertEndingRows,
  type NewEndingRow,
} from '../../store/endings/ending-rows.ts';
import { takeDueTurn } from '../../store/endings/replica-turns.ts';
import { record } from '../../store/history.ts';
import { lastRow } from '../../store/invitations/invitations.ts';
import { openAutomatic } from '../../store/requests/confirmed-requests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

type Deps = Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'>;

const perTurn = 500;

/**
 * Begins the ends that are due, as one confirmed request for each project and day. Begins the removals of accounts that
 * stayed blocked long enough. Any replica may run it, any number of times: each end begins once.
 */
export async function beginDueEnds(deps: Deps): Promise<void> {
  while ((await beginSome(deps)) === 'more');
}

async function beginSome({ db, queue, clock, log }: Deps): Promise<'more' | 'done'> {
  const now = clock.now();
  const begun = await inTransaction(db, async (trx) => {
    if (!(await takeDueTurn(trx))) return 0;
    const ends = await dueEnds(trx, now, perTurn);
    const removals = await dueRemovals(trx, now, perTurn);
    for (const some of Map.groupBy(ends, projectOf).values()) await beginEnds(trx, some, now);
    for (const some of Map.groupBy(removals, ({ tenantId }) => tenantId).values()) {
      await beginRemovals(trx, some, now);
    }
    if (ends.length + removals.length > 0) await queue.send(trx, 'wake', {});
    return Math.max(ends.length, removals.length);
  });
  if (begun > 0) log.info('ends begun', { rows: begun });
  return begun === perTurn ? 'more' : 'done';
}

const projectOf = ({ tenantId, projectKey }: DueEnd) => `${tenantId} ${projectKey}`;
const dayOf = (now: Date) => now.toISOString().slice(0, 10);

async function beginEnds(trx: Db, ends: readonly DueEnd[], now: Date): Promise<void> {
  const [first] = ends;
  if (first === undefined) return;
  const { tenantId, projectKey } = first;
  const name = `ends ${tenantId} ${projectKey} ${dayOf(now)}`;
  // Several invitations of a guest may end at once: the guest loses the access once, and people read that once.
  const ofGuests = Map.groupBy(ends, ({ guestId, cause }) => `${guestId} ${cause}`);
  const rows = [...ofGuests.values()].flatMap((same) => {
    const last = same.at(-1);
    if (last === undefined) return [];
    const about = same.map(({ invitationId }) => invitationId);
    const { endsAt, cause } = last;
    return [rowOf('end', projectKey, last, { about, endsAt: endsAt.toISOString(), cause })];
  });
  await begin(trx, { tenantId, name, kind: 'end', projectKey, rows }, now);
}

async function beginRemovals(trx: Db, removals: readonly DueRemoval[], now: Date): Promise<void> {
  const [first] = removals;
  if (first === undefined) return;
  const { tenantId } = first;
  const name = `removals ${tenantId} ${dayOf(now)}`;
  const rows = removals.map((removal) => rowOf('remove', null, removal, { about: [] }));
  await begin(trx, { tenantId, name, kind: 'remove', projectKey: null, rows }, now);
}

type Row = Omit<NewEndingRow, 'row'>;

const rowOf = (
  kind: RowKind,
  projectKey: string | null,
  { guestId, address, displayName }: Pick<DueEnd, 'guestId' | 'address' | 'displayName'>,
  { about, endsAt, cause = 'due' }: { about: readonly number[]; endsAt?: string; cause?: EndCause },
): Row => ({
  kind,
  projectKey,
  address,
  displayName,
  guestId,
  about,
  cause,
  findings: {
    ...{ takes: [], stays: [], projects: [], looked: 'at the ledger' },
    ...(endsAt === undefined ? {} : { endsAt }),
  },
});

async function begin(
  trx: Db,
  request: {
    tenantId: string;
    name: string;
    kind: 'end' | 'remove';
    projectKey: string | null;
    rows: readonly Row[];
  },
  now: Date,
): Promise<void> {
  const { id: requestId, isNew } = await openAutomatic(trx, request, now);
  const last = await lastRow(trx, requestId);
  const rows = request.rows.map((row, n) => ({ ...row, row: last + n + 1 }));
  await insertEndingLines(trx, requestId, rows);
  await insertEndingRows(trx, requestId, rows, 'approved');
  if (!isNew) return;
  const detail = { source: 'clock', kind: request.kind };
  await record(trx, { actor: 'guestlist', what: 'request made', requestId, detail }, now);
  await record(trx, { actor: 'guestlist', what: 'request confirmed', requestId }, now);
}
