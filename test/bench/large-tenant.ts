// A practice tenant with 30,000 guests as a process of its own: its address is the first line.
import { startTenant } from '../sandbox/tenant/start-tenant.ts';

const guests = 30_000;

const tenant = await startTenant();
for (let n = 0; n < guests; n += 1) {
  tenant.addGuest(`partner${n}@fabrikam${n % 50}.example`, {
    externalUserState: n % 3 === 0 ? 'PendingAcceptance' : 'Accepted',
    createdAt: 0,
  });
}
process.stdout.write(`${tenant.url}\n`);
