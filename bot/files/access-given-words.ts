import { grantPiece } from '../../src/guests/project/access-pieces.ts';
import type { AccessName } from '../../src/store/requests/requests.ts';
import type { GivenPiece, ResultRowWithCells } from '../../src/store/requests/results.ts';
import { namesByPiece } from '../../src/work/facts/access-names.ts';
import type { Say } from '../words/say.ts';

/**
 * The access that this request added for an existing guest, in words. Empty for new guests. `known`: names of access.
 */
export function givenWords(
  known: readonly AccessName[],
  say: Say,
): (row: Pick<ResultRowWithCells, 'given' | 'state'>) => string[] {
  const names = namesByPiece(known);
  const nameOf = (given: GivenPiece) => {
    const { name = given.target, role } = names.get(grantPiece(given)) ?? {};
    return role === undefined ? name : `${name} (${role})`;
  };
  return ({ given, state }) => {
    if (given === null || given.length === 0 || !(state === 'complete' || state === 'partly'))
      return [];
    const now = given.filter(({ held }) => !held).map(nameOf);
    if (now.length > 0) return [`${say('results.given')} ${now.join(', ')}.`];
    return state === 'complete' ? [say('results.had all')] : [];
  };
}
