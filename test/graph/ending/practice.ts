import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { GraphClient } from '../../../src/graph/client/client.ts';
import { applications, groups, people } from '../../sandbox/seed.ts';
import { kindKnobs } from '../../sandbox/tenant/knobs.ts';
import { startTenant, type Tenant } from '../../sandbox/tenant/start-tenant.ts';
import { clientFor } from '../fake-graph.ts';

/** The access that Gina has, or may get: a group, a role and a licence. */
export const gina = people.gina.objectId;
export const groupId = groups.atlasPartners.id;
export const membership = { groupId, objectId: gina };
export const { servicePrincipalId, roles } = applications.atlasPortal;
export const role = { objectId: gina, servicePrincipalId, appRoleId: roles[0].id };
export const skuId = '5c000000-0000-4000-8000-000000000001';
export const licence = { objectId: gina, skuId };
/** The role as the practice tenant has it. */
export const gift = {
  principalId: gina,
  resourceId: servicePrincipalId,
  appRoleId: roles[0].id,
};

/** Starts the practice tenant without lags and with a clock that stands still. Every request to it must be valid. */
export async function practice(t: TestContext): Promise<{ tenant: Tenant; client: GraphClient }> {
  const tenant = await startTenant({
    knobs: kindKnobs,
    clock: () => new Date('2026-11-20T10:00:00Z'),
  });
  t.after(async () => {
    await tenant.close();
    assert.deepEqual(tenant.violations(), []);
    assert.deepEqual(tenant.unhandled(), []);
    if (tenant.sliceNote !== undefined) t.diagnostic(tenant.sliceNote);
  });
  return { tenant, client: clientFor(tenant.url) };
}

/** The writes since the tenant began, as `DELETE 204`. */
export const writes = (tenant: Tenant): string[] =>
  tenant
    .requests()
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/checkMemberGroups'))
    .map(({ method, status }) => `${method} ${status}`);
