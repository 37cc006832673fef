import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareDatabase } from '../journeys/share-database.ts';
import { runBot } from '../sandbox/run-bot.ts';
import { shareHosts } from '../sandbox/share-hosts.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import { startTenant } from '../sandbox/tenant/start-tenant.ts';

test('bots that share a process share nothing else, and one that is killed leaves it to nobody', async () => {
  await using stack = new AsyncDisposableStack();
  const hosts = await shareHosts();
  stack.defer(() => hosts.close());
  const tenant = await startTenant();
  stack.defer(() => tenant.close());
  const teams = await startTeams({ tenantUrl: tenant.url });
  stack.defer(() => teams.close());
  const start = async (env: Record<string, string>) =>
    await runBot({ tenant, teams, env, database: await shareDatabase(stack) });

  const first = await start({ LOG_LEVEL: 'debug', METRICS_PORT: '' });
  const pid = first.pid();
  await teams.say('alex', 'invite Jane Doe <jane@fabrikam.example> to atlas');
  assert.deepEqual(await first.stop(), { code: 0, signal: null });
  const heard = first.log().length;

  const second = await start({});
  stack.defer(async () => void (await second.stop()));
  assert.equal(second.pid(), pid);
  assert.equal(second.log().filter(({ level }) => level === 'debug').length, 0, 'its own settings');
  assert.equal((await fetch(`${second.url}/readyz`)).status, 200);
  assert.equal(second.log().filter(({ event }) => event === 'ready').length, 1);
  assert.equal(first.log().length, heard, 'nobody hears of the next bot');

  assert.deepEqual(await second.kill(), { code: null, signal: 'SIGKILL' });
  await second.restart();
  assert.notEqual(second.pid(), pid);

  const wrong = start({ MAX_ROWS: 'many' });
  await assert.rejects(wrong, /did not start: it ended with 1[\s\S]*MAX_ROWS/);
});
