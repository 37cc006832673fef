import type { Directory } from '../../graph/directory.ts';
import type { Db } from '../../store/database.ts';
import { accountsNamed, type NamedAccount } from '../../store/guests/same-account.ts';

export type NamingDeps = { db: Db } & Pick<Directory, 'findPeople'>;

/**
 * The accounts that these addresses name. Access may have been given under another address of the same account: Graph
 * tells the account of an address that the bot does not know. Throws GraphUnavailable.
 */
export async function accountsInGraph(
  deps: NamingDeps,
  tenantId: string,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, NamedAccount>> {
  const unsought = [...new Set(addresses)].map((address) => ({ address, objectId: null }));
  const accounts = await accountsNamed(deps.db, tenantId, unsought);
  const strangers = accounts.flatMap(({ named, objectId }) => (objectId === null ? [named] : []));
  const found = strangers.length > 0 ? await deps.findPeople(strangers) : undefined;
  const sought = strangers.flatMap((address) => {
    const objectId = found?.get(address)?.objectId;
    return objectId === undefined ? [] : [{ address, objectId }];
  });
  const more = sought.length > 0 ? await accountsNamed(deps.db, tenantId, sought) : [];
  return new Map([...accounts, ...more].map((account) => [account.named, account]));
}
