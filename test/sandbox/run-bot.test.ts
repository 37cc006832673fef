import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, glob, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runBot } from './run-bot.ts';
import { startTeams } from './teams/start-teams.ts';
import { startTenant } from './tenant/start-tenant.ts';

async function company(t: TestContext) {
  const tenant = await startTenant();
  t.after(() => tenant.close());
  const teams = await startTeams({ tenantUrl: tenant.url });
  t.after(() => teams.close());
  return { tenant, teams };
}

test('a killed bot starts again at the same address with the same data', async (t) => {
  const { tenant, teams } = await company(t);
  const bot = await runBot({ tenant, teams });
  t.after(() => bot.stop());
  await teams.say('alex', 'invite Jane Doe <jane@fabrikam.example> to atlas');
  await teams.until(() => JSON.stringify(teams.messages('alex')).includes('request.confirm'));
  assert.deepEqual(await bot.kill(), { code: null, signal: 'SIGKILL' });
  assert.deepEqual(await bot.exited, { code: null, signal: 'SIGKILL' });
  await bot.restart();
  await bot.logged((line) => line.event === 'database adopted', 0);
  assert.equal((await fetch(`${bot.url}/readyz`)).status, 200);
  const { messageId } = await teams.say('alex', 'status');
  const answer = teams.messages('alex').filter((m) => Number(m.id) > Number(messageId));
  assert.match(JSON.stringify(answer), /#1001/);
});

test('runBot rejects with the log of a bot that does not start', async (t) => {
  const { tenant, teams } = await company(t);
  const wrong = runBot({ tenant, teams, env: { MAX_ROWS: 'many', LOG_LEVEL: 'loud' } });
  await assert.rejects(wrong, /The bot did not start: it ended with 1\..*MAX_ROWS.*LOG_LEVEL/s);
});

test('a bot and its database end by themselves when a kill ends their parent', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-orphan-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  const script = fileURLToPath(new URL('start-and-tell.ts', import.meta.url));
  const env = { ...process.env, TMPDIR: folder, TEMP: folder };
  const parent = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const early = once(parent, 'exit').then(([code]) => assert.fail(`it ended first, with ${code}`));
  const [told] = await Promise.race([once(parent.stdout, 'data'), early]);
  early.catch(() => undefined);
  const pid = Number(told);
  assert.ok(isAlive(pid));
  parent.kill('SIGKILL');
  for (let looks = 0; isAlive(pid) && looks < 600; looks += 1) await pause(50);
  assert.equal(isAlive(pid), false, 'the bot outlived its parent');
  const databases = await Array.fromAsync(glob('*/data/postgres/cluster', { cwd: folder }));
  const running = await Array.fromAsync(glob('*/data/postgres/cluster/*.pid', { cwd: folder }));
  assert.deepEqual([databases.length, running], [1, []]);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
