import type { GraphCall, GraphClient } from '../client/client.ts';
import { GraphRefused, GraphUnavailable } from '../client/graph-faults.ts';
import type { Answer, NotFound } from '../client/sort-answer.ts';
import { sortRemoval } from '../client/sort-answer.ts';
import { holdsDirectoryRole } from './directory-role.ts';
import { checkAccount } from './read-account.ts';
import { nameOutcome, type Taken } from './removal-outcome.ts';

/**
 * Sends one change to an account itself. Graph refuses in the same words when the person has a directory role and when
 * a permission is missing. So a read of the roles tells which. `permission`: the least that the call needs.
 */
export async function sendAccountChange(
  client: GraphClient,
  objectId: string,
  change: { call: GraphCall; kind: 'block account' | 'remove account'; permission: string },
): Promise<Taken> {
  const { call, kind, permission } = change;
  const answer = sortRemoval(await client.send(call), { kind, values: { permission } });
  const told = await tellRoleHolder(client, objectId, answer);
  return nameOutcome(told, () => checkAccount(client, objectId));
}

async function tellRoleHolder(
  client: GraphClient,
  objectId: string,
  answer: Answer<undefined> | NotFound,
): Promise<Answer<undefined> | NotFound> {
  if (answer.kind !== 'refused' || answer.reason.code !== 'permission missing') return answer;
  if (!(await isRoleHolder(client, objectId))) return answer;
  return { ...answer, reason: { code: 'role holder' } };
}

async function isRoleHolder(client: GraphClient, objectId: string): Promise<boolean> {
  try {
    return (await holdsDirectoryRole(client, objectId)) === 'yes';
  } catch (error) {
    if (error instanceof GraphUnavailable || error instanceof GraphRefused) return false;
    throw error;
  }
}
