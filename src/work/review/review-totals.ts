import { type Found, planFor } from '../../guests/plan.ts';
import { piecesOf } from '../../guests/project/access-pieces.ts';
import type { Access } from '../../guests/project/project.ts';
import type { CheckedRow } from '../../guests/rows/check-rows.ts';
import type { ReviewFacts, ThereAlready } from '../../store/requests/requests.ts';
import { pieceNames } from '../facts/access-names.ts';

/**
 * Why a row records a need of somebody who has everything. `elsewhere`: another project gave the access, and its end
 * would take it. `ending`: an end may take it at any moment. `longer`: the row names a later day than the access has.
 */
export type Recorded = 'elsewhere' | 'ending' | 'longer';

/** A checked row with what the tenant says about it. */
export type ReviewedRow = CheckedRow & {
  found?: Found | undefined;
  /** The access that an existing account lacks; null where that is not known. */
  lacks?: Access | null | undefined;
  /** Set where the guest has everything, and the row records a need all the same. */
  recorded?: Recorded;
};

/** Sums over the rows that the request would invite. */
export type RowsReviewed = {
  /** The partners who need each licence, by sku. */
  licences: ReadonlyMap<string, Needed>;
  /** How many existing guests have not accepted yet. */
  pendingGuests: number;
  /** How many have everything, and why their rows record a need. */
  recorded: Record<Recorded, number>;
  /** The access of existing people, by the project's key. */
  there: ReadonlyMap<string, There>;
};

/** How many partners need a licence, and the addresses of the last of them on the list. */
export type Needed = { count: number; last: readonly string[] };
/** A warning names so many. */
const mostNamed = 5;

type There = { complete: number; lacking: number; unknown: number; missing: Map<string, number> };
type Sums = RowsReviewed & { licences: Map<string, Needed>; there: Map<string, There> };

/** Sums of no rows. */
export const startSums = (): Sums => ({
  licences: new Map(),
  pendingGuests: 0,
  recorded: { elsewhere: 0, ending: 0, longer: 0 },
  there: new Map(),
});

/** Adds one row to the sums: a row that the request would invite, or a row of a partner who has everything already. */
export function addUp(sums: Sums, row: ReviewedRow): void {
  const { project, found, access, lacks, skipped } = row;
  for (const { skuId } of (lacks ?? access).licences) addNeed(sums.licences, skuId, row);
  if (project === undefined || found === undefined || found.deleted) return;
  const { externalUserState } = found;
  const goes = skipped === undefined;
  if (goes && externalUserState === 'PendingAcceptance' && planFor(found) === 'access only') {
    sums.pendingGuests += 1;
  }
  const there = sums.there.get(project.key) ?? {
    complete: 0,
    lacking: 0,
    unknown: 0,
    missing: new Map(),
  };
  sums.there.set(project.key, there);
  if (lacks === null || lacks === undefined) {
    there.unknown += 1;
    return;
  }
  const pieces = piecesOf(lacks);
  if (pieces.length === 0) there.complete += 1;
  else there.lacking += 1;
  for (const piece of pieces) addOne(there.missing, piece);
}

const addOne = (counts: Map<string, number>, key: string) =>
  counts.set(key, (counts.get(key) ?? 0) + 1);

function addNeed(needs: Map<string, Needed>, skuId: string, { address = '' }: ReviewedRow): void {
  const id = skuId.toLowerCase();
  const { count, last } = needs.get(id) ?? { count: 0, last: [] };
  needs.set(id, { count: count + 1, last: [...last, address].slice(-mostNamed) });
}

/**
 * The sums about existing people, with the names of the pieces in Entra. The piece that most people lack comes first.
 */
export function thereAlready(
  { there }: RowsReviewed,
  access: ReviewFacts['access'],
): ThereAlready[] {
  const names = pieceNames(access);
  return [...there].map(([project, { missing, ...counts }]) => ({
    project,
    ...counts,
    missing: [...missing]
      .sort(([, a], [, b]) => b - a)
      .map(([piece, count]) => {
        const { name = piece, role } = names.get(piece) ?? {};
        return { name, ...(role === undefined ? {} : { role }), count };
      }),
  }));
}
