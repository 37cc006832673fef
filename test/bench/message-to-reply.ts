import { setTimeout as pause } from 'node:timers/promises';
import { runBot } from '../sandbox/run-bot.ts';
import { type Connector, startConnector } from './connector.ts';
import { crowd, type Somebody, written } from './crowd.ts';
import { startOwn } from './own-process.ts';
import { ms, percentile, type Row, type Table } from './table.ts';

/** So many people write in the same moment, so many times. */
const one = { people: 1, rounds: 200 };
const ten = { people: 10, rounds: 40 };
const fifty = { people: 50, rounds: 16 };

/** From the least that the bot can be asked to what reads rights from Graph and stores a request. */
const messages = [
  { name: 'a word it does not know', text: 'lorem', loads: [one, ten, fifty] },
  { name: 'help', text: 'help', loads: [one, ten, fifty] },
  // Not fifty: a word that it takes a while comes before the card, and both count for Teams' limit.
  { name: 'invite one partner', text: 'invite jane@fabrikam.example to beacon', loads: [one, ten] },
];
const warmUp = { people: 10, rounds: 30 };

/** Teams takes 50 messages of a bot in a second; the bot keeps to that, and this is not to be measured. */
const mostPerSecond = 40;

/**
 * The time from a message to the reply at the connector, beside a bare botbuilder bot. The two take turns, round by
 * round, so that whatever else the machine does falls on both.
 */
export async function messageToReply(): Promise<Table> {
  await using started = new AsyncDisposableStack();
  const connector = await startConnector();
  started.defer(() => connector.close());
  const echo = await startOwn(new URL('echo-bot.ts', import.meta.url));
  started.defer(() => echo.stop());
  const tenant = await startOwn(new URL('tenant.ts', import.meta.url));
  started.defer(() => tenant.stop());
  const guestlist = await runBot({ tenant, teams: { setBot: () => undefined } });
  started.defer(async () => void (await guestlist.stop()));

  const rows: Row[] = [];
  for (const { name, text, loads } of messages) {
    const compare = (load: Load) => takeTurns({ connector, echo, guestlist, text }, load);
    await compare(warmUp);
    for (const load of loads) {
      rows.push(row(`${name}, ${load.people} at once`, await compare(load)));
    }
  }
  return {
    title: 'From a message to the reply',
    heads: ['echo p50', 'echo p95', 'Guestlist p50', 'Guestlist p95', 'ratio p50', 'ratio p95'],
    rows,
    notes: [
      'The echo bot is bare botbuilder on restify. Graph is the practice tenant, without latency.',
    ],
  };
}

type Load = { people: number; rounds: number };
type Pair = {
  connector: Connector;
  echo: { url: string };
  guestlist: { url: string };
  text: string;
};
type Times = { echo: number[]; guestlist: number[] };

function row(name: string, { echo, guestlist }: Times): Row {
  const [echo50, echo95] = [percentile(echo, 0.5), percentile(echo, 0.95)];
  const [own50, own95] = [percentile(guestlist, 0.5), percentile(guestlist, 0.95)];
  const ratios = [own50 / echo50, own95 / echo95].map((ratio) => `${ratio.toFixed(2)} x`);
  return { name, cells: [echo50, echo95, own50, own95].map(ms).concat(ratios) };
}

async function takeTurns(pair: Pair, load: Load): Promise<Times> {
  const times: Times = { echo: [], guestlist: [] };
  let next = 0;
  for (let round = 0; round < load.rounds; round += 1) {
    const writers = Array.from({ length: load.people }, () => somebody(next++));
    times.echo.push(...(await ask(pair, pair.echo.url, writers)));
    const began = performance.now();
    times.guestlist.push(...(await ask(pair, pair.guestlist.url, writers)));
    const spent = performance.now() - began;
    await pause(Math.max(0, (load.people / mostPerSecond) * 1000 - spent));
  }
  return times;
}

function somebody(n: number): Somebody {
  const found = crowd[n % crowd.length];
  if (found === undefined) throw new Error('The crowd is empty');
  return found;
}

let messageCount = 0;

/** All of them write at once; resolves when all have their reply and the bot has closed every turn. */
async function ask(
  { connector, text }: Pair,
  url: string,
  writers: readonly Somebody[],
): Promise<number[]> {
  return await Promise.all(
    writers.map(async (writer) => {
      messageCount += 1;
      const activity = written(writer, {
        id: `m-${messageCount}`,
        text,
        serviceUrl: connector.serviceUrl,
      });
      const reply = connector.reply(writer.conversationId);
      const sent = performance.now();
      const answer = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`The bot answered ${answer.status}`);
      return (await reply) - sent;
    }),
  );
}
