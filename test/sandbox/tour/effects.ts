import assert from 'node:assert/strict';
import type { Tenant } from '../tenant/start-tenant.ts';

/** What the bot has changed in the tenant so far; its own subscriptions and questions are no change. */
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

/** Whether the partner is a guest, in the group, and has the role where one is named. */
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
