import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { findPostgresBinaries } from '../../src/store/postgres/postgres-binaries.ts';
import { clusterIn } from '../../src/store/postgres/postgres-cluster.ts';
import { freePort } from '../sandbox/free-port.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { type Journey, startJourney } from './start.ts';
import { ask, confirm, say } from './steps.ts';

/** The library comes with Debian's package faketime. */
const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const skip = existsSync(library) ? false : `No ${library}: install faketime`;

const stack = new AsyncDisposableStack();
after(() => stack.disposeAsync());

/** A clock for programs that start with these variables. A test can set it. Timers keep the real time. */
async function settableClock(folder: string, name: string) {
  const file = join(folder, name);
  const set = (seconds: number) => writeFile(file, seconds < 0 ? `${seconds}` : `+${seconds}`);
  await set(0);
  const env = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DONT_RESET: '1',
  };
  return { set, env };
}

/** Starts a database server with these variables. Resolves with its address. */
async function startServer(env: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-clock-db-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const { path, binaries, runner } = await clusterIn(folder, await findPostgresBinaries());
  const port = await freePort();
  const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  const data = `--pgdata=${join(path, 'cluster')}`;
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const control = (...args: string[]) =>
    runner.run('env', [...variables, binaries.pgCtl, ...args, data, '--wait']);
  const { code, output } = await control(
    'start',
    `--options=${options}`,
    `--log=${join(path, 'log')}`,
  );
  assert.equal(code, 0, output);
  stack.defer(async () => void (await control('stop', '--mode=immediate')));
  const password = await readFile(join(path, 'password'), 'utf8');
  return `postgres://guestlist:${password}@127.0.0.1:${port}/postgres`;
}

const intervalMs = 2_000;
const polls = ({ tenant }: Journey) => tenant.requests({ path: /^\/users\/delta/ }).length;

/** Milliseconds until two more polls. The first may have been under way. */
async function untilPolledTwice(journey: Journey): Promise<number> {
  const began = performance.now();
  const before = polls(journey);
  await journey.tenant.until(() => polls(journey) >= before + 2);
  return performance.now() - began;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
/** The offsets of both clocks after each jump, in seconds. */
const jumps: readonly { database: number; bot: number }[] = [
  { database: -1, bot: 0 },
  { database: 0, bot: -1 },
  { database: -hour, bot: 0 },
  { database: -hour, bot: -hour },
  { database: 0, bot: 0 },
  { database: 30 * day, bot: 0 },
  { database: 30 * day, bot: 30 * day },
  { database: 0, bot: 30 * day },
  { database: 0, bot: 0 },
  { database: -30 * day, bot: -30 * day },
];

test('a recurring poll is at most one interval late after any jump of either clock', {
  skip,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-clocks-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const clocks = {
    database: await settableClock(folder, 'database'),
    bot: await settableClock(folder, 'bot'),
  };
  const DATABASE_URL = await startServer(clocks.database.env);
  const journey = stack.use(
    await startJourney({
      knobs: kindKnobs,
      database: { DATABASE_URL },
      env: { ...clocks.bot.env, REDEMPTION_POLL: 'PT2S' },
    }),
  );
  await untilPolledTwice(journey);
  for (const [n, { database, bot }] of jumps.entries()) {
    await clocks.database.set(database);
    await clocks.bot.set(bot);
    const took = await untilPolledTwice(journey);
    // Two intervals, and much time for a busy machine: a schedule that follows a jump waits for an hour at least.
    assert.ok(took < 3 * intervalMs + 40_000, `${JSON.stringify({ database, bot })}: ${took} ms`);
    await say(journey, 'alex', 'help');
    const address = `jump${n}@fabrikam.example`;
    const review = await ask(journey, 'alex', `invite Jump <${address}> to beacon`);
    await confirm(review);
    const began = performance.now();
    await journey.tenant.until(() => journey.tenant.mails(address).length === 1);
    t.diagnostic(
      `database ${database} s, bot ${bot} s: two polls in ${Math.round(took)} ms, invited in ${Math.round(performance.now() - began)} ms`,
    );
    await setTimeout(200);
  }
  assert.equal(journey.bot.complaints(), '');
  const last = Date.parse(String(journey.bot.log().at(-1)?.time));
  assert.ok(Date.now() - last > 29 * day * 1000, "the test has set the bot's clock");
});
