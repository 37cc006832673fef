// Starts the practice tenant in a process of its own, so that its work does not count as the bench's.
import { startTenant } from '../sandbox/tenant/start-tenant.ts';
import { crowdSeed } from './crowd.ts';

const tenant = await startTenant({ seed: crowdSeed });
process.stdout.write(`${tenant.url}\n`);
