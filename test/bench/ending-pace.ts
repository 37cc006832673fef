import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { hasVerb } from '../journeys/shown.ts';
import { confirm, say } from '../journeys/steps.ts';
import { tally } from './effects.ts';
import { type EndingScene, grantsLeft, openCrowd } from './ending-scene.ts';
import { momentOf, throttledAmong, writesAmong } from './graph-calls.ts';
import { slidingWindow, usualLimits } from './ideal.ts';
import { familyProcessor, useOf } from './process-use.ts';
import type { Table } from './table.ts';

const guests = Number(process.env.ROWS ?? 2_000);
const seed = 62;
const latencyMs = 60;
const heapMb = 160;
const { count, seconds } = usualLimits.writes;
const env = {
  GRAPH_WRITE_LIMIT: `${count}/${seconds}s`,
  NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
};
const graphLimits = {
  writes: { count: 3000, seconds: 150 },
  invitations: { count: 150, seconds: 5 },
};

/** An owner ends the access of one request for two thousand guests. Another project needs a third of them. */
export async function endingPace(): Promise<Table> {
  await using ending = await openCrowd(seed, guests);
  const { scene, addresses, needed } = ending;
  await ending.makeGuests(needed, { project: 'beside' });
  await ending.makeGuests(addresses, { project: 'crowd' });
  await ending.limitPace(env);
  await scene.tenant.turn({ latencyMs, limits: graphLimits });
  const beforehand = (await scene.tenant.calls()).length;
  const [newest] = await ending.query(sql<{ id: number }>`select max(id) as id from request`);
  const review = await say(scene, 'alex', `revoke #${newest?.id}`, (shown) =>
    hasVerb(shown, 'request.confirm'),
  );
  const began = Date.now();
  const spent = await processorOf(ending);
  await confirm(review);
  const done = scene.bots[0]?.logged(({ event }) => event === 'request done', 900_000);
  const memory = await watchMemory(ending, done);
  const tookMs = Date.now() - began;
  const spentNow = await processorOf(ending);
  const use = { bot: spentNow.bot - spent.bot, database: spentNow.database - spent.database };
  return await judge(ending, { needed, beforehand, memory, tookMs, use });
}

/** The processor time that the bot and its database have used by now, in ms. */
async function processorOf({ scene, query }: EndingScene) {
  const [server] = await query(
    sql<{ pid: string }>`select split_part(pg_read_file('postmaster.pid'), chr(10), 1) as pid`,
  );
  return {
    bot: useOf(scene.bots[0]?.pid() ?? 0).processor,
    database: familyProcessor(Number(server?.pid)),
  };
}

async function watchMemory({ scene }: EndingScene, end: Promise<unknown> | undefined) {
  const over = new AbortController();
  void end?.finally(() => over.abort()).catch(() => undefined);
  const seen: number[] = [];
  while (!over.signal.aborted) {
    seen.push(useOf(scene.bots[0]?.pid() ?? 0).memory);
    await pause(500, undefined, { signal: over.signal }).catch(() => undefined);
  }
  await end;
  const at = (part: number) => seen[Math.floor(seen.length * part)] ?? 0;
  return { early: at(0.1), late: at(0.9), most: Math.max(...seen) };
}

async function judge(
  { scene }: EndingScene,
  of: {
    needed: readonly string[];
    beforehand: number;
    memory: { early: number; late: number; most: number };
    tookMs: number;
    use: { bot: number; database: number };
  },
): Promise<Table> {
  const { inGroup, roles } = await grantsLeft(scene);
  const stays = new Set(of.needed);
  const calls = (await scene.tenant.calls()).slice(of.beforehand);
  const writes = writesAmong(calls);
  const taken = writes.filter(({ method, status }) => method === 'DELETE' && status === 204);
  const [first = 0, last = 0] = [writes[0], writes.at(-1)].map((call) => call && momentOf(call));
  const wanted = 2 * guests - of.needed.length;
  const pace = idealMs(wanted) / (last - first);
  const twice = [...tally(taken.map(({ path }) => path)).values()].filter((each) => each > 1);
  const line = (name: string, came: unknown, aim: string) => ({ name, cells: [String(came), aim] });
  const each = (ms: number) => `${(ms / taken.length).toFixed(1)} ms`;
  const { early, late, most } = of.memory;
  return {
    title: `The access of ${guests} guests ends: a group and a role each, a third of the groups needed by another project`,
    heads: ['came', 'wanted'],
    rows: [
      line('grants taken', taken.length, `${wanted}`),
      line('writes per grant taken', (writes.length / taken.length).toFixed(3), '<= 1.02'),
      line('roles left', roles.length, '0'),
      line('in the group and should not be', [...inGroup].filter((a) => !stays.has(a)).length, '0'),
      line('needed and gone', [...stays].filter((a) => !inGroup.has(a)).length, '0'),
      line('taken twice', twice.length, '0'),
      line('pace, of what GRAPH_WRITE_LIMIT allows', `${(pace * 100).toFixed(1)} %`, '>= 95 %'),
      line('429', throttledAmong(calls).length, '0'),
      line(
        'memory, from the first tenth to the last',
        `${Math.round(late - early)} MB`,
        '+- 50 MB',
      ),
      line('memory, the most', `${Math.round(most)} MB`, ''),
      line('processor time of the bot per grant', each(of.use.bot), ''),
      line('processor time of PostgreSQL per grant', each(of.use.database), ''),
      line('from Confirm to the end', `${Math.round(of.tookMs / 1000)} s`, ''),
    ],
    notes: [
      `Ours are ${env.GRAPH_WRITE_LIMIT} writes, a call takes ${latencyMs} ms, the bot's heap is bounded to ${heapMb} MB. Ends leave a fortieth of the window to people and invitations.`,
    ],
  };
}

/** The time from the first to the last write, if each goes as soon as the limit allows. */
function idealMs(writes: number): number {
  const window = slidingWindow(usualLimits.writes);
  let at = 0;
  for (let n = 0; n < writes; n += 1) {
    at = Math.max(at, window.freeAt());
    window.take(at);
  }
  return at;
}
