import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';
import { checkSafely } from './check-safely.ts';
import type { Check } from './removal-outcome.ts';

/** The state of an account at this moment, as far as Graph shows it. */
export type Account =
  | { kind: 'living'; guest: boolean; enabled: boolean }
  /** The bot can restore it for 30 days after `at`. */
  | { kind: 'deleted'; at: Date }
  /** Gone for good, or never there. */
  | { kind: 'nowhere' };

const livingBody = v.object({
  userType: v.nullish(v.string(), 'Member'),
  accountEnabled: v.nullish(v.boolean(), true),
});
const deletedBody = v.object({
  deletedDateTime: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((text) => new Date(text)),
  ),
});

/** Reads living accounts, then deleted ones. Throws when Graph does not answer. */
export async function readAccount(client: GraphClient, objectId: string): Promise<Account> {
  const living = await readGraph(
    client,
    { path: graphPath`/users/${objectId}`, query: { $select: 'id,userType,accountEnabled' } },
    livingBody,
  );
  if (living !== undefined) {
    const { userType, accountEnabled } = living;
    return { kind: 'living', guest: userType === 'Guest', enabled: accountEnabled };
  }
  const deleted = await readGraph(
    client,
    {
      path: graphPath`/directory/deletedItems/${objectId}`,
      query: { $select: 'id,deletedDateTime' },
    },
    deletedBody,
  );
  return deleted === undefined
    ? { kind: 'nowhere' }
    : { kind: 'deleted', at: deleted.deletedDateTime };
}

/** Checks after a 404 whether the account itself is gone. */
export const checkAccount = (client: GraphClient, objectId: string): Promise<Check> =>
  checkSafely(async () => {
    const body = await readGraph(
      client,
      { path: graphPath`/users/${objectId}`, query: { $select: 'id' } },
      v.unknown(),
    );
    return body === undefined ? { gone: 'account' } : 'still there';
  });
