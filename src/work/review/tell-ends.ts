import { lastDay } from '../../guests/ending/end-instant.ts';
import { piecesOf } from '../../guests/project/access-pieces.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../../store/database.ts';
import { type AccessThere, accessThere } from '../../store/endings/access-there.ts';
import type { ReviewedRow } from './review-totals.ts';

/**
 * For rows of those who have everything already: why nothing is done, with the last day of that access where it ends
 * (`day`), and with the project that gives it where this project does not (`other`). By row.
 */
export async function tellEnds(
  db: Db,
  tenantId: string,
  rows: readonly ReviewedRow[],
): Promise<Map<number, Reason>> {
  const full = rows.filter(({ skipped }) => skipped?.code === 'had everything');
  if (full.length === 0) return new Map();
  const people = full.flatMap(({ address, found }) =>
    address === undefined ? [] : [{ address, objectId: found?.objectId ?? null }],
  );
  const known = Map.groupBy(await accessThere(db, tenantId, people), ({ address }) => address);
  return new Map(
    full.flatMap((row) => {
      const reason = withEnd(row, known.get(row.address ?? '') ?? []);
      return reason === undefined ? [] : [[row.row, reason] as const];
    }),
  );
}

function withEnd(
  { skipped, project, access }: ReviewedRow,
  known: readonly AccessThere[],
): Reason | undefined {
  if (skipped === undefined) return undefined;
  const own = known.filter(({ projectKey }) => projectKey === project?.key);
  if (own.length > 0) return { ...skipped, values: { ...skipped.values, ...dayOf(own) } };
  const wanted = new Set(piecesOf(access));
  const others = known.filter((each) => piecesOf(each.access).some((piece) => wanted.has(piece)));
  const [other] = others;
  if (other === undefined) return undefined;
  const same = others.filter(({ projectKey }) => projectKey === other.projectKey);
  const values = { ...skipped.values, ...dayOf(same), other: other.projectName };
  return { ...skipped, values };
}

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
