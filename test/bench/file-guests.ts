import { setTimeout as pause } from 'node:timers/promises';
import { fileFrom } from '../journeys/results-of.ts';
import { say } from '../journeys/steps.ts';
import { runBot } from '../sandbox/run-bot.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import { fillGuests } from './fill-people.ts';
import { useOf } from './process-use.ts';
import { ms, percentile, type Row } from './table.ts';
import { talk } from './talk.ts';

const guests = 50_000;
const quietMs = 15_000;

/** Makes a file of 50,000 guests in a bot that has made a short one, while somebody else types help once a second. */
export async function fileGuests(
  tenant: { url: string },
  database: { DATABASE_URL: string },
): Promise<Row[]> {
  await using started = new AsyncDisposableStack();
  const teams = await startTeams({ tenantUrl: tenant.url });
  started.defer(() => teams.close());
  const env = { REDEMPTION_POLL: 'PT1H' };
  const bot = await runBot({ tenant, teams, database, env });
  started.defer(async () => void (await bot.stop()));
  await fillGuests(database.DATABASE_URL, guests);
  await teams.installPersonal('adele');
  const file = async (project: string) =>
    fileFrom(
      { teams },
      {
        card: await say({ teams }, 'adele', `guests ${project}`),
        person: 'adele',
        button: 'As CSV',
      },
    );
  await file('atlas');
  let isOver = false;
  const quiet = talk({ teams }, () => isOver);
  await pause(quietMs);
  isOver = true;
  const before = percentile((await quiet).pauses, 0.5);
  const memory = () => useOf(bot.pid() ?? 0).memory;
  const idle = memory();
  let peak = idle;
  const watch = setInterval(() => (peak = Math.max(peak, memory())), 20);
  let isMade = false;
  const meanwhile = talk({ teams }, () => isMade);
  const began = performance.now();
  const { text } = await file('beacon');
  const took = performance.now() - began;
  isMade = true;
  clearInterval(watch);
  const waits = percentile((await meanwhile).pauses, 0.5);
  const lines = text.trimEnd().split('\r\n').length - 1;
  if (lines !== guests) throw new Error(`The file has ${lines} guests`);
  return [
    { name: `${guests} guests as a file, from the word to the file`, cells: [ms(took)] },
    { name: 'more memory', cells: [`${Math.round(peak - idle)} MB`, '', '', 'at most 100 MB'] },
    {
      name: 'help meanwhile, beside help before',
      cells: [ms(waits), ms(before), `${(waits / before).toFixed(2)} x`, 'at most 2 x'],
    },
  ];
}
