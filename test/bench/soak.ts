import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Shown, shown } from '../journeys/shown.ts';
import { confirm, hasReview } from '../journeys/steps.ts';
import { doubled, type Effects, effectsIn, served, tally } from './effects.ts';
import { useOf } from './process-use.ts';
import { openScene, type Scene } from './scene.ts';
import { seeded } from './seeded.ts';
import { rageOn } from './soak-chaos.ts';
import { percentile, type Table } from './table.ts';
import { talk } from './talk.ts';

const seed = 600;
const access = 'group and role';
const minutes = Number(process.env.SOAK_MINUTES ?? 10);
/** The partners of one request: fewer than a bulk request has. */
const together = 10;
const env = { GRAPH_INVITATION_LIMIT: '30/5s' };

/** Work and talk for minutes, while replicas die, lines break, clocks jump, and strangers attack. */
export async function soak(): Promise<Table> {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-soak-'));
  const clockFile = join(folder, 'ahead');
  await writeFile(clockFile, '0');
  try {
    return await soakIn(clockFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function soakIn(clockFile: string): Promise<Table> {
  const knobs = { latencyMs: 150 };
  const own = { ...env, CLOCK_OFFSET_FILE: clockFile };
  await using scene = await openScene({
    ...{ seed, knobs, access, env: own, replicas: 2 },
    ...{ breakable: true, balanced: true },
  });
  const end = performance.now() + minutes * 60_000;
  const isOver = () => performance.now() > end;
  const pids = scene.bots.map((bot) => bot.pid());
  const chance = seeded(seed);
  const [chaos, { asked, unheard }, { pauses, lost: unanswered }, memory] = await Promise.all([
    rageOn({ scene, chance, clockFile, isOver }),
    work(scene, isOver),
    talk(scene, isOver),
    watchMemory(pids[1] ?? 0, isOver),
  ]);
  await settle(scene, asked);
  const survived = scene.bots[1]?.pid() === pids[1];
  const { violations, unhandled } = await scene.tenant.faults();
  const effects = await effectsIn(scene.tenant);
  const rows = await scene.rowStates();
  const ends = rows.filter(({ state }) => state !== 'draft' && state !== 'cancelled');
  const states = tally(ends.map(({ state }) => state));
  const addresses = [...new Set([...asked, ...ends.map(({ address }) => address)])];
  const has = new Set(served(effects, { addresses, access }));
  const unknown = states.get('unknown') ?? 0;
  const ended = (state: string) => state === 'complete' || state === 'unknown';
  const kept = new Set(ends.map(({ address }) => address));
  const lost = [
    ...ends.filter(({ state }) => !ended(state)),
    ...addresses
      .filter((address) => !kept.has(address) || !has.has(address))
      .map((address) => ({ address, state: kept.has(address) ? 'without access' : 'a draft' })),
  ];
  const twice = doubled(effects);
  const line = (name: string, came: number | string, wanted: string) => ({
    name,
    cells: [`${came}`, wanted],
  });
  return {
    title: `${minutes} minutes of everything at once, two replicas`,
    heads: ['came', 'wanted'],
    rows: [
      line('kills of a replica (-9)', chaos.kills, ''),
      line('cuts of lines to the database', chaos.cuts, ''),
      line('jumps of the clock, up to an hour', chaos.jumps, ''),
      line('hostile files', chaos.files, ''),
      line('strange bodies of 64 KB', chaos.flooded, ''),
      line('messages of 30,000 characters', chaos.shouted, ''),
      line(
        'partners who were confirmed, and complete',
        states.get('complete') ?? 0,
        `${asked.length}`,
      ),
      line('requests that got no review in five tries, or no Confirm', unheard, '0'),
      line('of these with all access, the mail not known', unknown, '0'),
      line('lost: without an end, or not so in the tenant', lost.length, '0'),
      line('partners with two mails', twice.mails, '0'),
      line('accounts or roles given twice', twice.grants, '0'),
      line('calls that Graph would not know', violations.length + unhandled.length, '0'),
      line('the other replica is the same process', survived ? 'yes' : 'no', 'yes'),
      line('memory, from the first third to the last', `${Math.round(memory)} MB`, '+- 50 MB'),
      line('`help` without an answer', unanswered, '0'),
      line('`help`, median', seconds(percentile(pauses, 0.5)), ''),
      line('`help`, p95', seconds(percentile(pauses, 0.95)), ''),
      line('`help`, longest pause', seconds(Math.max(...pauses)), '<= 2 s'),
    ],
    notes: [
      `The seed is ${seed}. A pause lasts from a message until the next answer that its sender gets. Rows by state: ${JSON.stringify(Object.fromEntries(states))}.`,
      ...lost.slice(0, 5).map(({ address, state }) => lackOf(effects, address, state)),
    ],
  };
}

/** The access of a lost partner, in words. */
function lackOf({ accounts, inGroup, roles }: Effects, address: string, state: string): string {
  const [account, role] = [accounts.get(address) ?? 0, roles.get(address) ?? 0];
  return `${address}: ${state}, ${account} accounts, ${role} roles, ${inGroup.has(address) ? 'in' : 'not in'} the group.`;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** So often somebody types the same line again, or clicks again, before they give up. */
const tries = 5;
const patience = { timeoutMs: 20_000 };

/**
 * Adele makes one request after another. She types a line again where no review comes, and clicks again where Confirm
 * gets no answer. Resolves with the partners of confirmed requests, and the number of requests that failed all the same.
 */
async function work(
  scene: Scene,
  isOver: () => boolean,
): Promise<{ asked: string[]; unheard: number }> {
  await scene.teams.installPersonal('adele');
  const asked: string[] = [];
  let unheard = 0;
  for (let n = 0; !isOver(); n += 1) {
    const who = Array.from({ length: together }, (_, k) => `soak${n}x${k}@fabrikam${k}.example`);
    const review = await again(() => reviewOf(scene, `invite ${who.join(', ')} to crowd`));
    const isConfirmed = review && (await again(() => confirm(review).then(() => true)));
    if (isConfirmed) asked.push(...who);
    else unheard += 1;
    await pause(2_000);
  }
  return { asked, unheard };
}

/** What one of the tries came to. Undefined where all failed. */
async function again<T>(act: () => Promise<T>): Promise<T | undefined> {
  for (let n = 0; n < tries; n += 1) {
    const done = await act().catch(() => undefined);
    if (done !== undefined) return done;
  }
  return undefined;
}

/** Types the line, and waits for its review. */
async function reviewOf({ teams }: Scene, text: string): Promise<Shown> {
  const before = new Set(teams.messages('adele').map(({ id }) => id));
  await teams.say('adele', text);
  const found = await teams.until(
    () => teams.messages('adele').find((one) => !before.has(one.id) && hasReview(one)),
    patience,
  );
  return shown({ teams }, 'adele', found);
}

/** The growth of memory in MB: the median of the last third less that of the first. */
async function watchMemory(pid: number, isOver: () => boolean): Promise<number> {
  const seen: number[] = [];
  for (; !isOver(); await pause(1_000)) seen.push(useOf(pid).memory);
  const third = Math.floor(seen.length / 3);
  return percentile(seen.slice(-third), 0.5) - percentile(seen.slice(0, third), 0.5);
}

/** A row rests for at most a minute between two tries, also after a clock that was ahead. */
const longestRestMs = 75_000;

/** Waits until the tenant no longer changes. Requests that a cut lost before Confirm never arrive. */
async function settle({ tenant }: Scene, addresses: readonly string[]): Promise<void> {
  let before = -1;
  for (;;) {
    const { length } = served(await effectsIn(tenant), { addresses, access });
    if (length === before) return;
    before = length;
    await pause(length === addresses.length ? 5_000 : longestRestMs);
  }
}
