import { appPiece, groupPiece, licencePiece } from '../../guests/project/access-pieces.ts';
import type { AccessName, ReviewFacts } from '../../store/requests/requests.ts';

/** The names that a review read in Entra for pieces of access. */
export function pieceNames(
  access: ReviewFacts['access'],
): ReadonlyMap<string, Pick<AccessName, 'name' | 'role'>> {
  return namesByPiece(access.flatMap(({ names, optional }) => [...names, ...(optional ?? [])]));
}

/** Names by the piece of access. Of several for one piece the first counts. */
export function namesByPiece(
  names: readonly AccessName[],
): ReadonlyMap<string, Pick<AccessName, 'name' | 'role'>> {
  return new Map(names.toReversed().map((each) => [pieceOf(each), each]));
}

function pieceOf({ kind, id, roleId }: AccessName): string {
  if (kind === 'group') return groupPiece(id);
  if (kind === 'licence') return licencePiece(id);
  return appPiece({ servicePrincipalId: id, appRoleId: roleId });
}
