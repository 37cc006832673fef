// Starts a practice tenant with 30,000 guests in a process of its own. A third of them have access to Atlas. The first
// line is its address.
import { applications, groups } from '../sandbox/seed.ts';
import { startTenant } from '../sandbox/tenant/start-tenant.ts';

const guests = 30_000;

const tenant = await startTenant();
for (let n = 0; n < guests; n += 1) {
  const { id } = tenant.addGuest(`partner${n}@fabrikam${n % 50}.example`, {
    externalUserState: n % 3 === 0 ? 'PendingAcceptance' : 'Accepted',
    createdAt: 0,
  });
  if (n % 3 > 0) continue;
  tenant.putInGroup(groups.atlasPartners.id, id);
  tenant.assignRole({
    principalId: id,
    resourceId: applications.atlasPortal.servicePrincipalId,
    appRoleId: applications.atlasPortal.roles[0].id,
  });
}
process.stdout.write(`${tenant.url}\n`);
