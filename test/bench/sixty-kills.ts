import { setTimeout as pause } from 'node:timers/promises';
import { doubled, effectsIn, served, tally } from './effects.ts';
import { partnersWithOneRefused, refusedDomain } from './partners.ts';
import { openScene, type Scene } from './scene.ts';
import { seeded } from './seeded.ts';
import { sendRequest, untilDone } from './send-request.ts';
import type { Table } from './table.ts';

const rows = 300;
const kills = 60;
const seed = 60;
const access = 'group and role';
/** The bench kills the bot at a random time within this span after it is ready. */
const lifeMs = 1200;

const knobs = { latencyMs: 300, deniedDomains: [refusedDomain] };
/** The limit is so low that each life of the bot has work. */
const env = { GRAPH_INVITATION_LIMIT: '8/5s' };

/** Runs one request, and kills the bot sixty times during its work. */
export async function sixtyKills(): Promise<Table> {
  const addresses = partnersWithOneRefused(rows);
  await using scene = await openScene({ seed, knobs, access, env });
  await sendRequest(scene, addresses);
  let over = false;
  const done = untilDone(scene, 900_000).then(() => {
    over = true;
  });
  const killed = await killAgainAndAgain(scene, () => over);
  await done;
  const effects = await effectsIn(scene.tenant);
  const { violations, unhandled } = await scene.tenant.faults();
  const ends = await scene.rowStates();
  const states = tally(ends.map(({ state }) => state));
  const has = new Set(served(effects, { addresses, access }));
  const count = (state: string) => states.get(state) ?? 0;
  const lost = ends.filter(({ state, address }) => state === 'complete' && !has.has(address));
  const final = ['complete', 'partly', 'failed', 'unknown'].map(count);
  const open = ends.length - final.reduce((sum, each) => sum + each, 0);
  const twice = doubled(effects);
  const looked = ends.filter(({ lookedFor }) => lookedFor).length;
  const line = (name: string, came: number, wanted: string) => ({
    name,
    cells: [`${came}`, wanted],
  });
  return {
    title: `${killed} kills (-9) at random instants in a request of ${rows}, one row of which always fails`,
    heads: ['came', 'wanted'],
    rows: [
      line('complete, and so in the tenant', count('complete') - lost.length, `${rows - 1}`),
      line('of these, answer not heard before a kill', looked, '> 0'),
      line('unknown', count('unknown'), '0'),
      line('failed', count('failed'), '1'),
      line('partly', count('partly'), '0'),
      line('lost: called complete and not so, or never ended', lost.length + open, '0'),
      line('partners with two mails', twice.mails, '0'),
      line('accounts or roles given twice', twice.grants, '0'),
      line('calls that Graph would not know', violations.length + unhandled.length, '0'),
    ],
    notes: [
      `Graph takes 300 ms a call and lags as the practice tenant usually does. Each life lasts up to ${lifeMs / 1000} s from ready on; the instants are drawn from the seed ${seed}.`,
    ],
  };
}

/** Kills the bot until the request is done. Returns the number of kills. */
async function killAgainAndAgain({ bots: [bot] }: Scene, isOver: () => boolean): Promise<number> {
  const chance = seeded(seed);
  let count = 0;
  for (; count < kills && !isOver(); count += 1) {
    await pause(chance() * lifeMs);
    await bot?.kill();
    await bot?.restart();
  }
  return count;
}
