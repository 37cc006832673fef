import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { claims } from '../http/bot-stand-in.ts';
import { signedByStranger } from '../http/openid-server.ts';
import { say } from '../journeys/steps.ts';
import { useOf } from './process-use.ts';
import { openSignedScene, type SignedScene } from './signed-scene.ts';
import { ms, percentile, type Table } from './table.ts';

const messages = 45;
const rounds = 3;
/** The pause between messages. Teams allows more answers in one chat. */
const pauseMs = 550;

type Flood = { name: string; perSecond: number; bytes: number; paths: readonly string[] };

const webhooks = ['/api/notifications', '/api/lifecycle'];
const floods: readonly Flood[] = [
  { name: 'messages of 256 KB', perSecond: 200, bytes: 262_144, paths: ['/api/messages'] },
  { name: 'notifications of 60 KB', perSecond: 200, bytes: 60_000, paths: webhooks },
  { name: 'notifications of 9 KB', perSecond: 400, bytes: 0, paths: webhooks },
];

/** The samples of one kind of time, over all rounds. */
type Seen = { name: string; waits: number[]; used: number[]; sent: number };

/** Measures people's waits for help, with and without strangers who send large bodies without a good token. */
export async function unsignedFlood(): Promise<Table> {
  await using scene = await openSignedScene();
  await ask(scene, 10);
  const begin = (name: string): Seen => ({ name, waits: [], used: [], sent: 0 });
  const quiet = begin('quiet');
  const flooded = floods.map(({ name, perSecond }) => begin(`${perSecond} a second, ${name}`));
  for (let round = 0; round < rounds; round += 1) {
    await watch(scene, quiet);
    for (const [at, seen] of flooded.entries()) await watch(scene, seen, floods[at]);
  }
  const p95 = ({ waits }: Seen) => percentile(waits, 0.95);
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / rounds;
  const line = (seen: Seen) => ({
    name: seen.name,
    cells: [
      ...[ms(percentile(seen.waits, 0.5)), ms(p95(seen))],
      ...[`${(p95(seen) / p95(quiet)).toFixed(2)} x`, `${(mean(seen.used) * 100).toFixed(0)} %`],
      `${seen.sent}`,
    ],
  });
  return {
    title: '`help` while strangers send requests without a good token',
    heads: ['p50', 'p95', 'of the quiet p95', 'of a core, the bot', 'sent'],
    rows: [quiet, ...flooded].map(line),
    notes: [
      `The limit is 2 x. Half of the requests carry a token that another key signed. ${rounds} rounds, one after the other.`,
    ],
  };
}

async function watch(scene: SignedScene, seen: Seen, flood?: Flood): Promise<void> {
  const running = flood && (await startFlood(scene.bot.url, flood));
  const pid = scene.bot.pid() ?? 0;
  const [before, began] = [useOf(pid).processor, performance.now()];
  seen.waits.push(...(await ask(scene, messages)));
  seen.used.push((useOf(pid).processor - before) / (performance.now() - began));
  seen.sent += (await running?.end()) ?? 0;
}

async function ask(scene: SignedScene, count: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const began = performance.now();
    await say(scene, 'alex', 'help');
    took.push(performance.now() - began);
    await pause(Math.max(0, pauseMs - (performance.now() - began)));
  }
  return took;
}

/**
 * Starts the flood in a process of its own, which gives way to all others on this machine: strangers have machines of
 * their own. `end` resolves with the number of its requests.
 */
async function startFlood(
  url: string,
  { perSecond, bytes, paths }: Flood,
): Promise<{ end(): Promise<number> }> {
  const program = new URL('flood.ts', import.meta.url).pathname;
  const forged = signedByStranger(claims());
  const args = [url, `${perSecond}`, `${bytes}`, forged, ...paths];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  setPriority(child.pid ?? 0, constants.priority.PRIORITY_LOW);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  await once(reader, 'line');
  return {
    async end() {
      child.kill('SIGTERM');
      await once(child, 'close');
      return Number(lines.at(-1));
    },
  };
}
