import { type Found, planFor } from '../../guests/plan.ts';
import { piecesOf } from '../../guests/project/access-pieces.ts';
import type { Access } from '../../guests/project/project.ts';
import type { CheckedRow } from '../../guests/rows/check-rows.ts';
import type { ReviewFacts, ThereAlready } from '../../store/requests/requests.ts';
import { pieceNames } from './access-names.ts';

/** A row with what the tenant makes of it. */
export type ReviewedRow = CheckedRow & {
  found?: Found | undefined;
  /** What somebody who is there already lacks of the access; null where that is not known. */
  lacks?: Access | null | undefined;
};

/** What the rows that would go come to. */
export type RowsReviewed = {
  /** How many partners are to get each licence that they do not have. */
  licences: ReadonlyMap<string, number>;
  /** How many of the guests who are there already have not accepted yet. */
  pendingGuests: number;
  /** What those have who are there already, by the key of the project. */
  there: ReadonlyMap<string, There>;
};

type There = { complete: number; lacking: number; unknown: number; missing: Map<string, number> };
type Sums = RowsReviewed & { licences: Map<string, number>; there: Map<string, There> };

export const startSums = (): Sums => ({ licences: new Map(), pendingGuests: 0, there: new Map() });

export function addUp(sums: Sums, { project, found, access, lacks }: ReviewedRow): void {
  for (const { skuId } of (lacks ?? access).licences) addOne(sums.licences, skuId);
  if (project === undefined || found === undefined || found.deleted) return;
  const { externalUserState } = found;
  if (externalUserState === 'PendingAcceptance' && planFor(found) === 'access only') {
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

/** The same with the names that the pieces have in Entra, what most lack first. */
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
