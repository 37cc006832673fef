import { runBot } from './run-bot.ts';
import { startTeams } from './teams/start-teams.ts';
import { startTenant } from './tenant/start-tenant.ts';

// run-bot.test.ts kills this process and checks that the bot ends too.
const tenant = await startTenant();
const teams = await startTeams({ tenantUrl: tenant.url });
const bot = await runBot({ tenant, teams });
process.stdout.write(`${bot.pid()}\n`);
