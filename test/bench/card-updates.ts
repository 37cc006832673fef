import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fullestWindows } from '../journeys/fullest-windows.ts';
import { doneInTheEnd } from '../journeys/steps.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import { openScene, type Scene } from './scene.ts';
import { sendRequest } from './send-request.ts';
import { percentile, type Row, type Table } from './table.ts';

const runs = 4;
const rowsPerRun = 500;
/** The number of programs that only use the processor, to load the machine. */
const burners = 2;
/** How often the requester writes into the chat with the running card. */
const talkEveryMs = 1500;
const restSeconds = 3;

type Update = { at: number; content: string; status: number };

/**
 * Counts the updates of running cards as Teams gets them, by its own clock, on two replicas and an overloaded machine.
 * Meanwhile the requester writes into the same chat.
 */
export async function cardUpdates(): Promise<Table> {
  await using stack = new AsyncDisposableStack();
  const scene = stack.use(
    await openScene({
      seed: 17,
      knobs: { latencyMs: 150 },
      access: 'group and role',
      replicas: 2,
      balanced: true,
      env: { REDEMPTION_POLL: 'PT1M' },
    }),
  );
  for (let n = 0; n < burners; n += 1) {
    const burner = burn();
    stack.defer(() => void burner.kill('SIGKILL'));
  }
  for (let run = 0; run < runs; run += 1) await oneRun(scene, run);
  const updates = [...updatesByCard(scene.teams).values()];
  const gaps = updates.flatMap((each) =>
    each.slice(1).map(({ at }, before) => (at - (each[before]?.at ?? 0)) / 1000),
  );
  const repeated = updates.map(countRepeated).reduce((sum, each) => sum + each, 0);
  const refused = scene.teams.wire.filter(({ to, status }) => to === 'teams' && status === 429);
  const row = (name: string, came: string, wanted: string): Row => ({
    name,
    cells: [came, wanted],
  });
  return {
    title: `Updates of running cards as Teams gets them: ${runs} lists of ${rowsPerRun} on two replicas, ${burners} programs burning beside them`,
    heads: ['came', 'wanted'],
    rows: [
      row('updates of running cards', `${updates.flat().length}`, ''),
      row('shortest time between two of one card', seconds(Math.min(...gaps)), '>= 3 s'),
      row('median time between two', seconds(percentile(gaps, 0.5)), ''),
      row(`most in any ${restSeconds} s`, `${Math.max(...updates.map(mostAtOnce))}`, '1'),
      row('the same content twice in a row', `${repeated}`, '0'),
      row('cards with the result at the end', `${updates.length}`, `${runs}`),
      ...fullestWindows(scene.teams).map(({ name, most, allowed }) =>
        row(name, `${most}`, `<= ${allowed}`),
      ),
      row('refused by Teams (429)', `${refused.length}`, '0'),
    ],
  };
}

const seconds = (value: number) => `${value.toFixed(2)} s`;

function burn(): ChildProcess {
  return spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
}

/** Ends when the card itself, not only a new message, shows the result. */
async function oneRun(scene: Scene, run: number): Promise<void> {
  const rows = Array.from({ length: rowsPerRun }, (_, n) => `card${run}x${n}@fabrikam.example`);
  const over = new AbortController();
  const talking = talk(scene, over.signal);
  try {
    await sendRequest(scene, rows);
    await doneInTheEnd(scene, 'alex', 1001 + run);
    await pause(2 * restSeconds * 1000);
  } finally {
    over.abort();
    await talking;
  }
}

async function talk({ teams }: Scene, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await teams.say('alex', 'help');
    await pause(talkEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** The updates of each message that has shown a request at work or its result. */
function updatesByCard({ wire }: Pick<Teams, 'wire'>): Map<string, Update[]> {
  const updates = wire
    .filter(({ to, method, body }) => to === 'teams' && method === 'PUT' && isOfRequest(body))
    .map(({ at, path, body, status }) => ({
      path,
      at: Date.parse(at),
      content: JSON.stringify(body),
      status,
    }));
  const byPath = Map.groupBy(updates, ({ path }) => path);
  for (const each of byPath.values()) each.sort((a, b) => a.at - b.at);
  return byPath;
}

const isOfRequest = (body: unknown) => /Request #\d+/.test(JSON.stringify(body));

/** The updates that repeat the content of the update before, which Teams had taken. */
const countRepeated = (updates: readonly Update[]) =>
  updates.filter(({ content }, n) => {
    const before = updates[n - 1];
    return before !== undefined && before.status < 300 && before.content === content;
  }).length;

const mostAtOnce = (updates: readonly Update[]) =>
  Math.max(
    0,
    ...updates.map(
      ({ at: from }) =>
        updates.filter(({ at }) => at >= from && at < from + restSeconds * 1000).length,
    ),
  );
