import { lastDay } from '../../guests/ending/end-instant.ts';
import { piecesOf } from '../../guests/project/access-pieces.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../../store/database.ts';
import { type AccessThere, accessThere } from '../../store/endings/access-there.ts';
import type { Recorded, ReviewedRow } from './review-totals.ts';

/** The fate of a row of a partner who has everything already. */
export type HasEverything =
  /** The row records a need. */
  | { kind: 'recorded'; why: Recorded }
  /** There is nothing to do. The reason names the last day of the access (`day`), where it has one. */
  | { kind: 'left out'; reason: Reason };

/** Decides, by row, the fate of the rows of partners who have everything already. */
export async function decideThere(
  db: Db,
  tenantId: string,
  rows: readonly ReviewedRow[],
): Promise<Map<number, HasEverything>> {
  if (rows.length === 0) return new Map();
  const people = rows.flatMap(({ address, found }) =>
    address === undefined ? [] : [{ address, objectId: found?.objectId ?? null }],
  );
  const known = Map.groupBy(await accessThere(db, tenantId, people), ({ address }) => address);
  return new Map(
    rows.flatMap((row) => {
      const decided = decide(row, known.get(row.address ?? '') ?? []);
      return decided === undefined ? [] : [[row.row, decided] as const];
    }),
  );
}

function decide(
  { skipped, project, access, until }: ReviewedRow,
  known: readonly AccessThere[],
): HasEverything | undefined {
  if (skipped === undefined) return undefined;
  const stays = known.filter(({ ending }) => !ending);
  const [own, others] = [
    stays.filter(({ projectKey }) => projectKey === project?.key),
    stays.filter(({ projectKey }) => projectKey !== project?.key),
  ];
  const has = piecesIn(own);
  const lacksOwn = piecesOf(access).filter((piece) => !has.has(piece));
  const isAmong = (all: readonly AccessThere[]) => lacksOwn.some((each) => piecesIn(all).has(each));
  if (isAmong(others)) return { kind: 'recorded', why: 'elsewhere' };
  if (isAmong(known)) return { kind: 'recorded', why: 'ending' };
  if (own.length === 0) return undefined;
  const last = dayOf(own);
  if (asksLonger(until, own, last.day)) return { kind: 'recorded', why: 'longer' };
  return {
    kind: 'left out',
    reason: { ...skipped, values: { ...skipped.values, ...last } },
  };
}

/**
 * True for a day after the last one of the access. Where an invitation named as late a day, the project's rule ends the
 * access before it, and a list that comes again moves nothing.
 */
function asksLonger(
  until: string | undefined,
  own: readonly AccessThere[],
  last: string | undefined,
): boolean {
  if (until === undefined || last === undefined || until <= last) return false;
  return own.every(({ endsOn }) => endsOn === null || endsOn < until);
}

const piecesIn = (all: readonly AccessThere[]): ReadonlySet<string> =>
  new Set(all.flatMap(({ access }) => piecesOf(access)));

/** The last day of all that gives the access. Where one of them has no end, there is none. */
function dayOf(all: readonly AccessThere[]): { day?: string } {
  const days = all.map(({ endsAt, endZone }) => endsAt && lastDay(endsAt, endZone ?? 'UTC'));
  if (days.includes(null)) return {};
  const last = days
    .flatMap((day) => day ?? [])
    .toSorted()
    .at(-1);
  return last === undefined ? {} : { day: last };
}
