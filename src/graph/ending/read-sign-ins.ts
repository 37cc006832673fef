import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { graphPath } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

/** https://learn.microsoft.com/graph/throttling-limits: reads of signInActivity for all of the tenant. */
const signInReadsPerMinute = 10;

/** When the person last signed in with success. `never` also when Graph has no record. */
export type LastSignIn = Date | 'never';

const activityBody = v.object({
  signInActivity: v.nullish(
    v.object({ lastSuccessfulSignInDateTime: v.nullish(v.string(), null) }),
    null,
  ),
});

/**
 * Reads when these people last signed in, by object id. Asks one after the other, and only for this property: without
 * `AuditLog.Read.All` or Entra ID P1 the whole read fails. Throws RangeError for more than ten people. The map omits
 * people whom it did not read: Graph asked to wait, or the account does not exist. Ask for the others a minute later.
 */
export async function readSignIns(
  client: GraphClient,
  objectIds: readonly string[],
): Promise<ReadonlyMap<string, LastSignIn> | 'not readable'> {
  if (objectIds.length > signInReadsPerMinute) {
    throw new RangeError(`Graph answers ${signInReadsPerMinute} reads of sign-ins a minute`);
  }
  const read = new Map<string, LastSignIn>();
  for (const objectId of objectIds) {
    const seen = await readOne(client, objectId);
    if (seen === 'not readable') return seen;
    if (seen === 'wait') break;
    if (seen !== undefined) read.set(objectId, seen);
  }
  return read;
}

async function readOne(
  client: GraphClient,
  objectId: string,
): Promise<LastSignIn | 'not readable' | 'wait' | undefined> {
  const call = { path: graphPath`/users/${objectId}`, query: { $select: 'id,signInActivity' } };
  try {
    const answer = await tryRead(client, call, activityBody);
    if (answer.kind === 'not readable') return 'not readable';
    if (answer.kind !== 'read') return undefined;
    const at = new Date(answer.value.signInActivity?.lastSuccessfulSignInDateTime ?? Number.NaN);
    return Number.isNaN(at.getTime()) ? 'never' : at;
  } catch (error) {
    if (error instanceof GraphUnavailable) return 'wait';
    throw error;
  }
}
