import type { Directory } from '../../graph/directory.ts';
import type { Db } from '../../store/database.ts';
import { accountsNamed, type NamedAccount } from '../../store/guests/same-account.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';

type Deps = { db: Db } & Pick<Directory, 'findPeople'>;

/**
 * The accounts that these rows name, by the address that a row names. Access may have been given under another address
 * of the same account: Graph tells the account of an address that the bot does not know. Throws GraphUnavailable.
 */
export async function accountsOfRows(
  deps: Deps,
  tenantId: string,
  rows: readonly RequestRow[],
): Promise<ReadonlyMap<string, NamedAccount>> {
  const said = new Set(
    rows.flatMap(({ partner }) => (partner.problems.length > 0 ? [] : [partner.address])),
  );
  const unsought = [...said].map((address) => ({ address, objectId: null }));
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
