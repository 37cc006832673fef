import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { breakAgainAndAgain } from '../journeys/break-lines.ts';
import { hostileFiles } from './hostile-files.ts';
import type { Scene } from './scene.ts';

type Chaos = { scene: Scene; chance: () => number; clockFile: string; isOver: () => boolean };
export type Done = {
  kills: number;
  cuts: number;
  jumps: number;
  files: number;
  flooded: number;
  shouted: number;
};

/** The longest pauses between two events of a kind, in milliseconds. */
const between = { kills: 30_000, cuts: 4_000, jumps: 15_000, files: 8_000 };
/** The offsets of the bots' clock in milliseconds, in turn. */
const offsets = [1_000, 600_000, 0, 3_600_000, 600_000, 3_601_000];
/** Somebody who is let in writes so many long messages a second. */
const shouts = { perSecond: 5, characters: 30_000 };
const mostStarts = 10;
const flood = { perSecond: 50, bytes: 65_536 };

/** Makes all kinds of trouble until the end. Resolves with the number of each. */
export async function rageOn(chaos: Chaos): Promise<Done> {
  const [kills, cuts, jumps, files, flooded, shouted] = await Promise.all([
    kill(chaos),
    cut(chaos),
    jump(chaos),
    drop(chaos),
    pour(chaos),
    shout(chaos),
  ]);
  return { kills, cuts, jumps, files, flooded, shouted };
}

/** Kills only the first replica, so that the bench can measure the memory of the second. */
async function kill(chaos: Chaos): Promise<number> {
  const [bot] = chaos.scene.bots;
  return await again(chaos, between.kills, async () => {
    await bot?.kill();
    await restart(bot);
  });
}

/** Starts the bot again, like a supervisor. A start ends when its line to the database is cut. */
async function restart(bot: Scene['bots'][number] | undefined): Promise<void> {
  for (let tries = 0; tries < mostStarts; tries += 1) {
    if (
      await bot?.restart().then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error(`The bot did not start in ${mostStarts} tries.`);
}

async function cut({ scene, chance, isOver }: Chaos): Promise<number> {
  const { lines, databaseUrl: url = '' } = scene;
  return await breakAgainAndAgain(
    { lines, url, chance, lifeMs: between.cuts },
    Number.POSITIVE_INFINITY,
    isOver,
  );
}

async function jump(chaos: Chaos): Promise<number> {
  return await again(chaos, between.jumps, (n) =>
    writeFile(chaos.clockFile, `${offsets[n % offsets.length]}`),
  );
}

async function drop(chaos: Chaos): Promise<number> {
  const files = hostileFiles(chaos.chance);
  return await again(chaos, between.files, async (n) => {
    const file = files[n % files.length];
    if (file !== undefined) await chaos.scene.teams.sendFile('alex', file);
  });
}

/** Sends large bodies that are no activities. In loopback mode the bot requires no token, so it reads them whole. */
async function pour({ scene, isOver }: Chaos): Promise<number> {
  const program = new URL('flood.ts', import.meta.url).pathname;
  const url = scene.bots[1]?.url ?? '';
  const child = spawn(process.execPath, [program, url, `${flood.perSecond}`, `${flood.bytes}`, '']);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (!isOver()) await pause(500);
  child.kill('SIGTERM');
  await ended;
  return Number(said.trim().split('\n').at(-1));
}

/** What Teams sends is signed, so the bot reads it whole: lines of one sign, lists without an end, and other talk. */
async function shout({ scene, chance, isOver }: Chaos): Promise<number> {
  const kinds = ['/', 'a\n', 'revoke ', 'invite jane@x.example, ', 'p@x.example\n', 'é', '<b>'];
  const { perSecond, characters } = shouts;
  let count = 0;
  for (; !isOver(); count += 1) {
    const kind = kinds[Math.floor(chance() * kinds.length)] ?? 'a';
    const text = kind.repeat(Math.ceil(characters / kind.length));
    void scene.teams.say('gina', text).catch(() => undefined);
    await pause(1_000 / perSecond);
  }
  return count;
}

async function again(
  { chance, isOver }: Pick<Chaos, 'chance' | 'isOver'>,
  longestMs: number,
  act: (n: number) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  for (; !isOver(); count += 1) {
    await pause(longestMs / 2 + (chance() * longestMs) / 2);
    if (!isOver()) await act(count);
  }
  return count;
}
