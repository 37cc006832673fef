import { setTimeout as pause } from 'node:timers/promises';
import { breakAgainAndAgain } from '../journeys/break-lines.ts';
import { anything } from '../journeys/steps.ts';
import { doubled, effectsIn, served, tally } from './effects.ts';
import { partnersWithOneRefused, refusedDomain } from './partners.ts';
import { openScene, type Scene } from './scene.ts';
import { seeded } from './seeded.ts';
import { sendRequest, untilDone } from './send-request.ts';
import type { Table } from './table.ts';

const rows = 600;
const cuts = 100;
const seed = 100;
const access = 'group and role';
/** The longest time between two cuts. */
const lifeMs = 1_200;

const knobs = { latencyMs: 200, deniedDomains: [refusedDomain] };
/** The limit is so low that there is work at every cut. */
const env = { GRAPH_INVITATION_LIMIT: '30/5s' };

/** Runs one request on two replicas. Cuts their lines to the database a hundred times, in turn in each way. */
export async function hundredCuts(): Promise<Table> {
  const addresses = partnersWithOneRefused(rows);
  await using scene = await openScene({ seed, knobs, access, env, replicas: 2, breakable: true });
  const pids = scene.bots.map((bot) => bot.pid());
  await sendRequest(scene, addresses);
  const talk = keepTalking(scene);
  const { lines, databaseUrl: url = '' } = scene;
  const count = await breakAgainAndAgain(
    { lines, url, chance: seeded(seed), lifeMs },
    cuts,
    () => false,
  );
  const { asked, answered } = await talk.end();
  await untilDone(scene, 900_000);
  const same = scene.bots.filter((bot, n) => bot.pid() === pids[n]).length;
  const effects = await effectsIn(scene.tenant);
  const { violations, unhandled } = await scene.tenant.faults();
  const complaints = scene.bots.map((bot) => bot.complaints()).join('');
  const ends = await scene.rowStates();
  const states = tally(ends.map(({ state }) => state));
  const has = new Set(served(effects, { addresses, access }));
  const lost = ends.filter(({ state, address }) => state === 'complete' && !has.has(address));
  const twice = doubled(effects);
  const line = (name: string, came: number, wanted: string) => ({
    name,
    cells: [`${came}`, wanted],
  });
  return {
    title: `${count} cuts of lines to the database at random instants, two replicas, a request of ${rows}, one row of which always fails`,
    heads: ['came', 'wanted'],
    rows: [
      line('replicas that are the same processes', same, '2'),
      line(
        'complete, and so in the tenant',
        (states.get('complete') ?? 0) - lost.length,
        `${rows - 1}`,
      ),
      line('failed', states.get('failed') ?? 0, '1'),
      line('unknown', states.get('unknown') ?? 0, '0'),
      line('lost: called complete and not so', lost.length, '0'),
      line('partners with two mails', twice.mails, '0'),
      line('accounts or roles given twice', twice.grants, '0'),
      line('messages of people meanwhile', asked, ''),
      line('answers to them', answered, `${asked}`),
      line('calls that Graph would not know', violations.length + unhandled.length, '0'),
      line('characters on standard error', complaints.length, '0'),
    ],
    notes: [
      `In turn: one connection of a replica, all of one, all there are, and all ended by the server. Up to ${lifeMs / 1000} s apart, drawn from the seed ${seed}.`,
    ],
  };
}

/** A person types help once a second: half the rate of answers that Teams allows in one chat. */
function keepTalking({ teams }: Scene) {
  let over = false;
  let asked = 0;
  const answers = () =>
    teams.messages('isaiah').filter((message) => message.from === 'bot' && anything(message))
      .length;
  const talking = (async () => {
    await teams.installPersonal('isaiah');
    while (!over) {
      asked += 1;
      void teams.say('isaiah', 'help');
      await pause(1_000);
    }
  })();
  return {
    async end() {
      over = true;
      await talking;
      await teams.until(() => answers() >= asked, { timeoutMs: 60_000 }).catch(() => undefined);
      return { asked, answered: answers() };
    },
  };
}
