import { runBot } from '../sandbox/run-bot.ts';
import { startConnector } from './connector.ts';
import { startOwn } from './own-process.ts';
import { ms, percentile, type Row, type Table } from './table.ts';
import { type Load, type Pair, type Times, takeTurns } from './take-turns.ts';

/** `people` write at the same time, in `rounds` rounds. */
const one = { people: 1, rounds: 100 };
const ten = { people: 10, rounds: 10 };
const fifty = { people: 50, rounds: 4 };

/** From the simplest message to one for which the bot reads rights from Graph and stores a request. */
const messages = [
  { name: 'a word it does not know', text: 'lorem', loads: [one, ten, fifty] },
  { name: 'help', text: 'help', loads: [one, ten, fifty] },
  // Not fifty: the bot sends a message before the card, and both count in Teams' limit.
  { name: 'invite one partner', text: 'invite jane@fabrikam.example to beacon', loads: [one, ten] },
];
const warmUp = { people: 10, rounds: 10 };

/** Latencies of Teams and Graph: none, which shows the bot's own time, and a realistic one. */
const latencies = [0, 50];

/** The most that the bot may need, as a multiple of the echo bot's p95. */
const aim = 1.3;

/** The number of measures of each row, because the machine's other load changes. */
const sittings = 2;

/**
 * Measures the time from a message until the connector has the reply, beside a bare botbuilder bot. The two take turns,
 * round by round, so that the machine's other load falls on both.
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
  for (const latencyMs of latencies) {
    connector.answerAfter(latencyMs);
    await setLatency(tenant, latencyMs);
    for (const { name, text, loads } of messages) {
      const pair = { connector, echo, guestlist, text };
      await takeTurns(pair, warmUp);
      for (const load of loads) {
        const after = latencyMs === 0 ? '' : `, answers after ${latencyMs} ms`;
        rows.push(row(`${name}, ${load.people} at once${after}`, await quietest(pair, load)));
      }
    }
  }
  return {
    title: 'From a message to the reply',
    heads: [
      ...['echo p50', 'echo p95', 'Guestlist p50', 'Guestlist p95', 'ratio p50', 'ratio p95'],
      `at most ${aim} x`,
    ],
    rows,
    notes: [
      'The echo bot is bare botbuilder on restify: it asks nobody and remembers nothing. Teams and Graph are stand-ins on',
      `this machine. Of ${sittings} sittings for each row the one counts in which the echo bot's p95 was lowest, as the quietest.`,
    ],
  };
}

async function setLatency({ url }: { url: string }, latencyMs: number): Promise<void> {
  const answer = await fetch(`${url}/sandbox/knobs`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ latencyMs }),
  });
  if (!answer.ok) throw new Error(`The practice tenant answered ${answer.status}`);
}

/** The sitting with the quietest echo bot. The bot's own times do not choose it, so luck does not count. */
async function quietest(pair: Pair, load: Load): Promise<Times> {
  const all: Times[] = [];
  for (let sitting = 0; sitting < sittings; sitting += 1) all.push(await takeTurns(pair, load));
  const noise = ({ echo }: Times) => percentile(echo, 0.95);
  return all.reduce((best, each) => (noise(each) < noise(best) ? each : best));
}

function row(name: string, { echo, guestlist }: Times): Row {
  const [echo50, echo95] = [percentile(echo, 0.5), percentile(echo, 0.95)];
  const [own50, own95] = [percentile(guestlist, 0.5), percentile(guestlist, 0.95)];
  const ratios = [own50 / echo50, own95 / echo95].map((ratio) => `${ratio.toFixed(2)} x`);
  const verdict = own95 / echo95 <= aim ? 'met' : 'not met';
  return { name, cells: [...[echo50, echo95, own50, own95].map(ms), ...ratios, verdict] };
}
