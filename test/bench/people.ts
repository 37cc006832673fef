import { setTimeout as pause } from 'node:timers/promises';
import { shareDatabase } from '../journeys/share-database.ts';
import { runBot } from '../sandbox/run-bot.ts';
import { people as company } from '../sandbox/seed.ts';
import { fillDatabase } from '../store/fill-database.ts';
import { type Connector, startConnector } from './connector.ts';
import { replyMs, type Somebody } from './crowd.ts';
import { fileGuests } from './file-guests.ts';
import { fillPeople } from './fill-people.ts';
import { startOwn } from './own-process.ts';
import { ms, percentile, type Row, type Table } from './table.ts';

const few = 1000;
/** `npm run bench people 100000` fills in fewer. */
const many = Number(process.argv[3] ?? 1_000_000);
const rounds = 20;
const warmUps = 5;
/** Teams allows 60 messages of one chat in 30 s. */
const leastPauseMs = 600;

/** The questions that an owner asks. */
const asked = [
  ...['status', 'approvals', 'pending', 'pending atlas', 'guests atlas'],
  ...['guest own.1@litware.example', 'guest owned 7'],
];
/** The most that so many invitations may slow an answer down. */
const aim = 1.5;

const adele: Somebody = {
  objectId: company.adele.objectId,
  name: company.adele.name,
  conversationId: 'a:chat-adele',
  userId: '29:adele',
};

type Bot = { url: string; database: { DATABASE_URL: string } };

/**
 * Measures how long an owner waits in a database of 1,000 invitations and in one of 1,000,000. The owner's own rows are
 * the same in both. The two bots take turns, so that the machine's other load falls on both. Then makes a file of
 * 50,000 guests.
 */
export async function people(): Promise<Table> {
  await using started = new AsyncDisposableStack();
  const connector = await startConnector();
  started.defer(() => connector.close());
  const tenant = await startOwn(new URL('tenant.ts', import.meta.url));
  started.defer(() => tenant.stop());
  const small = await startFilled(started, tenant, few);
  const large = await startFilled(started, tenant, many);
  const rows: Row[] = [];
  for (const text of asked) rows.push(await beside({ connector, small, large }, text));
  return {
    title: `What an owner waits for, with ${few} and with ${many} invitations in the database`,
    heads: [`${few}`, `${many}`, 'ratio', `at most ${aim} x`],
    rows: [...rows, ...(await fileGuests(tenant, large.database))],
    notes: [`Medians of ${rounds}, by turns. Teams and Graph are stand-ins on this machine.`],
  };
}

async function startFilled(
  started: AsyncDisposableStack,
  tenant: { url: string },
  invitations: number,
): Promise<Bot> {
  const database = await shareDatabase(started);
  const env = { REDEMPTION_POLL: 'PT1H' };
  const bot = await runBot({ tenant, teams: { setBot() {} }, database, env });
  started.defer(async () => void (await bot.stop()));
  await fillDatabase(database.DATABASE_URL, invitations);
  await fillPeople(database.DATABASE_URL);
  return { url: bot.url, database };
}

/** Asks both bots the same, by turns. */
async function beside(
  { connector, small, large }: { connector: Connector; small: Bot; large: Bot },
  text: string,
): Promise<Row> {
  const times = new Map<Bot, number[]>([
    [small, []],
    [large, []],
  ]);
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const bot of round % 2 === 0 ? [small, large] : [large, small]) {
      const took = await ask(connector, bot, text);
      if (round >= 0) times.get(bot)?.push(took);
      await pause(leastPauseMs / 2);
    }
  }
  const median = (bot: Bot) => percentile(times.get(bot) ?? [], 0.5);
  const ratio = median(large) / median(small);
  const verdict = ratio <= aim ? 'met' : 'not met';
  return {
    name: text,
    cells: [ms(median(small)), ms(median(large)), `${ratio.toFixed(2)} x`, verdict],
  };
}

let messages = 0;

async function ask(connector: Connector, { url }: Bot, text: string): Promise<number> {
  messages += 1;
  return await replyMs(connector, url, adele, { id: `p-${messages}`, text });
}
