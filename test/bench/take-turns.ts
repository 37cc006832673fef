import { setTimeout as pause } from 'node:timers/promises';
import type { Connector } from './connector.ts';
import { crowd, replyMs, type Somebody } from './crowd.ts';

/**
 * Teams allows a bot 50 messages a second. The rate stays below the bot's own limit, which this bench does not measure.
 */
const mostPerSecond = 30;
const leastPauseMs = 5;

const bots = ['echo', 'guestlist'] as const;

export type Load = { people: number; rounds: number };
export type Pair = {
  connector: Connector;
  echo: { url: string };
  guestlist: { url: string };
  text: string;
};
export type Times = { echo: number[]; guestlist: number[] };

/** In each round all people write to one bot, then to the other. The first bot changes each round. */
export async function takeTurns(pair: Pair, load: Load): Promise<Times> {
  const times: Times = { echo: [], guestlist: [] };
  let next = 0;
  for (let round = 0; round < load.rounds; round += 1) {
    const writers = Array.from({ length: load.people }, () => somebody(next++));
    const began = performance.now();
    const order = round % 2 === 0 ? bots : bots.toReversed();
    for (const bot of order) times[bot].push(...(await ask(pair, pair[bot].url, writers)));
    const spent = performance.now() - began;
    await pause(Math.max(leastPauseMs, (load.people / mostPerSecond) * 1000 - spent));
  }
  return times;
}

function somebody(n: number): Somebody {
  const found = crowd[n % crowd.length];
  if (found === undefined) throw new Error('The crowd is empty');
  return found;
}

let messageCount = 0;

/** All people write at once. Resolves when all have their replies and the bot has ended every turn. */
async function ask(
  { connector, text }: Pair,
  url: string,
  writers: readonly Somebody[],
): Promise<number[]> {
  return await Promise.all(
    writers.map(async (writer) => {
      messageCount += 1;
      return await replyMs(connector, url, writer, { id: `m-${messageCount}`, text });
    }),
  );
}
