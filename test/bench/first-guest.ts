import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { wordsOf } from '../journeys/shown.ts';
import { approvalFor, ask, confirm, doneInTheEnd } from '../journeys/steps.ts';
import { freePort } from '../sandbox/free-port.ts';
import { people, tenantId } from '../sandbox/seed.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import { startTenant } from '../sandbox/tenant/start-tenant.ts';
import type { Table } from './table.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const jane = 'jane@fabrikam.example';
const patienceMs = 120_000;
const { alex, megan } = people;

/**
 * Walks as a new administrator does: from `git clone` over set-up in an empty practice tenant to the first guest who
 * has accepted. `npm run bench first-guest linked` leaves `npm ci` out and borrows this checkout's packages.
 */
export async function firstGuest(): Promise<Table> {
  await using stack = new AsyncDisposableStack();
  // No administrator has prepared the tenant: there are people, and no groups.
  const tenant = await startTenant({ seed: { groups: {} } });
  stack.defer(() => tenant.close());
  tenant.turn({ setup: { granted: [], registered: false } });
  const teams = await startTeams({ tenantUrl: tenant.url });
  stack.defer(() => teams.close());
  const home = await mkdtemp(join(tmpdir(), 'guestlist-walk-'));
  stack.defer(() => rm(home, { recursive: true, force: true }));
  // When root runs the bot, its database runs as another account, which must be able to enter the folder.
  await chmod(home, 0o755);
  const clone = join(home, 'guestlist');
  const address = `http://127.0.0.1:${await freePort()}`;
  const isLinked = process.argv[3] === 'linked';
  const laps = stopwatch();

  await run('git', ['clone', '--quiet', root, clone], home);
  laps.take('git clone');
  if (isLinked) await symlink(join(root, 'node_modules'), join(clone, 'node_modules'));
  else await run('npm', ['ci', '--no-audit', '--no-fund'], clone);
  laps.take(isLinked ? 'npm ci (left out)' : 'npm ci');
  await writeFile(join(clone, 'answers.json'), JSON.stringify(answersFor(address)));
  const flags = ['--answers', 'answers.json', '--graph-url', tenant.url, '--yes'];
  const bot = start('npm', ['run', 'setup', '--', ...flags, '--start'], clone);
  stack.defer(() => end(bot));
  await until(bot, async () => (await readFile(join(clone, '.env'))).length > 0);
  laps.take('npm run setup, until the configuration is written');
  await until(bot, async () => (await fetch(`${address}/readyz`)).ok);
  laps.take('the same, until the bot that it starts is ready');

  teams.setBot(`${address}/api/messages`);
  await teams.installPersonal('megan');
  const review = await ask({ teams }, 'alex', `invite Jane Doe <${jane}> to atlas`);
  await confirm(review);
  const question = await approvalFor({ teams }, 'megan', review.subject);
  await question.click('approval.approve');
  await doneInTheEnd({ teams }, 'alex', review.subject);
  assert.equal(tenant.mails(jane).length, 1);
  laps.take('the invitation, from the first message to the access');
  await tenant.redeem(jane);
  await teams.until(
    () => teams.messages('alex').some((one) => /Jane Doe[\s\S]*accepted/.test(wordsOf(one))),
    { what: 'the alert' },
  );
  laps.take('from acceptance to alert');
  assert.equal(tenant.user(jane)?.externalUserState, 'Accepted');
  assert.deepEqual([tenant.violations(), tenant.unhandled(), teams.faults], [[], [], []]);
  return laps.table();
}

const answersFor = (address: string) => ({
  ...{ tenant: tenantId, address, project: 'Atlas', features: 'groups,notifications' },
  ...{ inviters: alex.mail, operators: alex.mail, owners: megan.mail },
});

function stopwatch() {
  const laps: [name: string, seconds: number][] = [];
  let last = performance.now();
  return {
    take(name: string) {
      const now = performance.now();
      laps.push([name, (now - last) / 1000]);
      last = now;
    },
    table: (): Table => ({
      title: 'From git clone to the first guest who has accepted, by three commands',
      heads: ['seconds'],
      rows: [...laps, ['altogether', laps.reduce((all, [, one]) => all + one, 0)] as const].map(
        ([name, seconds]) => ({ name, cells: [seconds.toFixed(1)] }),
      ),
    }),
  };
}

/** Nothing of this process's configuration may help. */
function start(program: string, args: readonly string[], cwd: string): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, LANG: 'en_US.UTF-8' };
  return spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
}

async function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  const child = start(program, args, cwd);
  let said = '';
  const hear = (text: Buffer) => {
    said = (said + String(text)).slice(-4_000);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const [code] = await once(child, 'exit');
  assert.equal(code, 0, `${program} ${args.join(' ')}\n${said}`);
}

async function until(bot: ChildProcess, isSo: () => Promise<boolean>): Promise<void> {
  const since = performance.now();
  for (;;) {
    if (await isSo().catch(() => false)) return;
    assert.equal(bot.exitCode, null, 'the bot ended');
    assert.ok(performance.now() - since < patienceMs, 'the bot was never ready');
    await setTimeout(50);
  }
}

/** npm passes no signals on, so the whole group gets it. */
async function end(bot: ChildProcess): Promise<void> {
  if (bot.pid === undefined || bot.exitCode !== null) return;
  const exited = once(bot, 'exit');
  process.kill(-bot.pid, 'SIGTERM');
  await exited;
}
