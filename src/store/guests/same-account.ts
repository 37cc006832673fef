import type { InvitationState } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { among, foundFor, isInvite } from '../fragments.ts';
import { all } from '../statement.ts';

/** All addresses under which the bot knows the account of somebody who was named by one address. */
export type NamedAccount = {
  named: string;
  /** The named address is among them. */
  addresses: readonly string[];
  /** Null where no guest of this address has an account, as far as the bot knows. */
  objectId: string | null;
};

/**
 * Finds the accounts behind these addresses. `objectId`: the account, where the caller knows it from Graph. An address
 * without an account stands for itself. An invitation that the bot has not checked names an address of the account that
 * its review found: it counts while it may still begin, and while no other guest has the address. An address that the
 * account no longer has may be a stranger's today. A forgotten invitation has no address.
 */
export async function accountsNamed(
  db: Db,
  tenantId: string,
  people: readonly { address: string; objectId: string | null }[],
): Promise<NamedAccount[]> {
  return await all(db)`
    select p.address as named, behind.addresses, account.id as object_id
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(address text, "objectId" text)
    cross join lateral (select coalesce(p."objectId",
      (select g.object_id from guest g where g.tenant_id = ${tenantId} and g.address = p.address)) as id) account
    cross join lateral (
      select array_agg(each.address order by each.address) as addresses from (
        select p.address union
        select g.address from guest g where g.tenant_id = ${tenantId} and g.object_id = account.id and g.address not like 'forgotten %'
        union
        select i.address from ${foundFor('account.id', (row) => among(`${row}.state`, mayBegin))} i
        join request r on r.id = i.request_id and r.tenant_id = ${tenantId} and r.forgotten_at is null
        where i.address <> '' and not exists (
          select from guest o where o.tenant_id = ${tenantId} and o.address = i.address and (o.object_id <> account.id
            or o.object_id is null and exists (
              select from invitation b where b.guest_id = o.id and ${isInvite('b')} and b.found_id is distinct from account.id)))) each) behind`;
}

const mayBegin: readonly InvitationState[] = ['awaiting approval', 'approved', 'working'];
