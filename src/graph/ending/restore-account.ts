import type { GraphClient } from '../client/client.ts';
import type { Answer } from '../client/sort-answer.ts';
import { restorePerson } from '../people/restore-person.ts';
import { checkSafely } from './check-safely.ts';
import { readAccount } from './read-account.ts';

/**
 * Restores a deleted account with its id, groups, roles and licences. `already`: it is back. `access target missing`:
 * it is gone for good, or was never there.
 */
export async function restoreAccount(
  client: GraphClient,
  objectId: string,
): Promise<Answer<undefined>> {
  const answer = await restorePerson(client, objectId);
  if (answer.kind !== 'refused' || answer.reason.code !== 'access target missing') return answer;
  const { kind: _, reason: __, ...trace } = answer;
  const check = await checkSafely(async () => {
    const account = await readAccount(client, objectId);
    if (account.kind === 'living') return { gone: 'grant' };
    return account.kind === 'nowhere' ? { gone: 'account' } : 'still there';
  });
  if (typeof check !== 'object') return { ...trace, kind: 'not yet' };
  return check.gone === 'grant' ? { ...trace, kind: 'already' } : answer;
}
