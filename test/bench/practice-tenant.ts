// The practice company's tenant as a process of its own. Its dice begin with the number that is its argument.
import { startTenant } from '../sandbox/tenant/start-tenant.ts';
import { seeded } from './seeded.ts';

const tenant = await startTenant({ random: seeded(Number(process.argv[2])) });
process.stdout.write(`${tenant.url}\n`);
