import { appPiece, groupPiece, licencePiece } from '../../guests/project/access-pieces.ts';
import type { AccessName, ReviewFacts } from '../../store/requests/requests.ts';

/** The names that a review read in Entra for pieces of access. */
export function pieceNames(
  access: ReviewFacts['access'],
): ReadonlyMap<string, Pick<AccessName, 'name' | 'role'>> {
  const all = access.flatMap(({ names, optional }) => [...names, ...(optional ?? [])]);
  return new Map(all.map((each) => [pieceOf(each), each]));
}

function pieceOf({ kind, id, roleId }: AccessName): string {
  if (kind === 'group') return groupPiece(id);
  if (kind === 'licence') return licencePiece(id);
  return appPiece({ servicePrincipalId: id, appRoleId: roleId });
}
