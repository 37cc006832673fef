import { runBot } from './run-bot.ts';
import { startTeams } from './teams/start-teams.ts';
import { startTenant } from './tenant/start-tenant.ts';

// For run-bot.test.ts, which kills this process and checks that the bot goes too.
const tenant = await startTenant();
const teams = await startTeams({ tenantUrl: tenant.url });
const bot = await runBot({ tenant, teams });
process.stdout.write(`${bot.pid()}\n`);
