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

const perSecond = 200;
const bodyBytes = 262_144;
const messages = 45;
const rounds = 3;
/** The pause between messages. Teams allows more answers in one chat. */
const pauseMs = 550;

/** Measures people's waits for help, with and without strangers who send large bodies without a good token. */
export async function unsignedFlood(): Promise<Table> {
  await using scene = await openSignedScene();
  await ask(scene, 10);
  const quiet: number[] = [];
  const flooded: number[] = [];
  let sent = 0;
  const used = { quiet: 0, flooded: 0 };
  const pid = scene.bot.pid() ?? 0;
  for (let round = 0; round < rounds; round += 1) {
    const [before, began] = [useOf(pid).processor, performance.now()];
    quiet.push(...(await ask(scene, messages)));
    used.quiet += (useOf(pid).processor - before) / (performance.now() - began) / rounds;
    const flood = await startFlood(scene.bot.url);
    const [atFlood, floodBegan] = [useOf(pid).processor, performance.now()];
    flooded.push(...(await ask(scene, messages)));
    used.flooded += (useOf(pid).processor - atFlood) / (performance.now() - floodBegan) / rounds;
    sent += await flood.end();
  }
  const line = (name: 'quiet' | 'flooded', values: readonly number[]) => ({
    name,
    cells: [
      ...[0.5, 0.95].map((part) => ms(percentile(values, part))),
      `${(used[name] * 100).toFixed(0)} %`,
    ],
  });
  const ratio = percentile(flooded, 0.95) / percentile(quiet, 0.95);
  return {
    title: `\`help\` while ${perSecond} unsigned requests a second of ${bodyBytes / 1024} KB arrive`,
    heads: ['p50', 'p95', 'of a core, the bot'],
    rows: [line('quiet', quiet), line('flooded', flooded)],
    notes: [
      `The p95 is ${ratio.toFixed(2)} times the quiet one (2 is the limit); ${sent} requests were sent, half of them with a token that another key signed. ${rounds} rounds, one after the other.`,
    ],
  };
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
async function startFlood(url: string): Promise<{ end(): Promise<number> }> {
  const program = new URL('flood.ts', import.meta.url).pathname;
  const forged = signedByStranger(claims());
  const child = spawn(process.execPath, [program, url, `${perSecond}`, `${bodyBytes}`, forged], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
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
