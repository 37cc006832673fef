import { missingFrom, piecesOf } from '../../src/guests/project/access-pieces.ts';
import type { Access, Project } from '../../src/guests/project/project.ts';
import type { ReviewFacts } from '../../src/store/requests/requests.ts';
import { pieceNames } from '../../src/work/facts/access-names.ts';

/** The access of a row besides its project's, by the names that the review has read. */
export function extraNames(
  access: Access,
  { access: usual }: Pick<Project, 'access'>,
  review: Pick<ReviewFacts, 'access'> | null,
): string[] {
  const groups = usual.team === undefined ? usual.groups : [...usual.groups, usual.team];
  const given = new Set(piecesOf({ ...usual, groups }));
  const names = pieceNames(review?.access ?? []);
  return piecesOf(missingFrom(access, (piece) => given.has(piece))).map((piece) => {
    const { name = piece, role } = names.get(piece) ?? {};
    return role === undefined ? name : `${name} (${role})`;
  });
}
