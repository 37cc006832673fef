import assert from 'node:assert/strict';
import type { Tenant } from '../tenant/start-tenant.ts';

/** The bot's writes to the tenant so far, without its subscriptions and reads by POST. */
export const writesOf = (tenant: Tenant) =>
  tenant
    .requests()
    .filter(({ method }) => method !== 'GET')
    .filter(({ path }) => !/^\/(subscriptions|\$batch)|\/checkMemberGroups$/.test(path));

export function assertMailsTo(tenant: Tenant, addresses: readonly string[], count: number): void {
  for (const address of addresses) {
    assert.equal(tenant.mails(address).length, count, `Mails to ${address}`);
  }
}

/** True when the partner is a guest, is in the group and has the app role (any role without `appRoleId`). */
export function hasAccess(
  tenant: Tenant,
  address: string,
  access: { groupId: string; servicePrincipalId: string; appRoleId?: string },
): boolean {
  const guest = tenant.user(address);
  if (guest === undefined || !tenant.membersOf(access.groupId).includes(guest.id)) return false;
  return tenant
    .rolesOf(guest.id)
    .some(
      (role) =>
        role.resourceId === access.servicePrincipalId &&
        (access.appRoleId === undefined || role.appRoleId === access.appRoleId),
    );
}

export function assertAccess(
  tenant: Tenant,
  addresses: readonly string[],
  access: Parameters<typeof hasAccess>[2],
): void {
  for (const address of addresses) {
    assert.ok(hasAccess(tenant, address, access), `${address} has not got all of the access`);
  }
}
