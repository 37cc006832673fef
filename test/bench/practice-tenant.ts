// Starts the practice company's tenant in a process of its own. The argument is the seed of its random numbers.
import { startTenant } from '../sandbox/tenant/start-tenant.ts';
import { seeded } from './seeded.ts';

const tenant = await startTenant({ random: seeded(Number(process.argv[2])) });
process.stdout.write(`${tenant.url}\n`);
