// The practice tenant as a process of its own, so that its work is not counted as that of who measures.
import { startTenant } from '../sandbox/tenant/start-tenant.ts';
import { crowdSeed } from './crowd.ts';

const tenant = await startTenant({ seed: crowdSeed });
process.stdout.write(`${tenant.url}\n`);
