import { setTimeout as pause } from 'node:timers/promises';
import { doubled, effectsIn, served } from './effects.ts';
import { invitationsAmong, momentOf, throttledAmong, writesAmong } from './graph-calls.ts';
import { faster, idealMs, type Limit, usualLimits } from './ideal.ts';
import { partners } from './partners.ts';
import { useOf } from './process-use.ts';
import { openScene, type Scene } from './scene.ts';
import { sendRequest, untilDone } from './send-request.ts';

/** A measured bot kept its pace with this heap. */
const heapMb = 160;
const latencyMs = 60;
const replicationMs = 600;

/** Time runs this many times faster than in life: the spans of Graph's limits, and of the bot's, are shorter by it. */
function shortenedBy(times: number) {
  const limits = faster(usualLimits, times);
  const text = ({ count, seconds }: Limit) => `${count}/${Number(seconds.toFixed(3))}s`;
  const graph = {
    invitations: { count: 150, seconds: 5 / times },
    writes: { count: 3000, seconds: 150 / times },
  };
  const env = {
    GRAPH_INVITATION_LIMIT: text(limits.invitations),
    GRAPH_WRITE_LIMIT: text(limits.writes),
    REDEMPTION_POLL: 'PT1M',
    // Node collects garbage late while it has room. With a small heap the memory shows what the bot really keeps.
    NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
  };
  return { limits, knobs: { latencyMs, limits: graph }, env, note: noteOn(times, graph, env) };
}

const noteOn = (
  times: number,
  graph: { invitations: Limit; writes: Limit },
  env: { GRAPH_INVITATION_LIMIT: string; GRAPH_WRITE_LIMIT: string },
) =>
  `Time runs ${times} x: Graph's limits are 150 invitations in ${graph.invitations.seconds.toFixed(1)} s and 3000 writes in ${graph.writes.seconds} s, ours ${env.GRAPH_INVITATION_LIMIT} and ${env.GRAPH_WRITE_LIMIT}; a call takes ${latencyMs} ms, the directory lags up to 2 s. The bot's heap is bounded to ${heapMb} MB: unbounded, Node lets some 200 MB of rubbish gather.`;

export type PaceResult = {
  rows: number;
  complete: number;
  doubled: number;
  writesPerGuest: number;
  /** The share of the limits' pace, from the first write to the last. */
  pace: number;
  /** The number of throttled calls after the first span of the write limit. */
  throttled: number;
  /** From Confirm to the end. */
  tookMs: number;
  /** The memory of each process in MB: in the middle of its first and its last fifth, and the most. */
  memory: { early: number; late: number; most: number }[];
  /** A note on the faster time. */
  note: string;
};

/** Runs one request with one group at Graph's documented limits, in time that runs `times` as fast. */
export async function runAtPace(
  rows: number,
  { times, replicas }: { times: number; replicas?: number },
): Promise<PaceResult> {
  const { limits, knobs, env, note } = shortenedBy(times);
  const addresses = partners(rows);
  await using scene = await openScene({
    seed: 11,
    knobs,
    access: 'group',
    env,
    ...(replicas === undefined ? {} : { replicas }),
  });
  const began = await sendRequest(scene, addresses);
  const ended = untilDone(scene, 900_000);
  const memory = await watchMemory(scene, ended);
  const tookMs = (await ended) - began;
  const calls = await scene.tenant.calls();
  const writes = writesAmong(calls);
  const [first = 0, last = 0] = [writes[0], writes.at(-1)].map((call) => call && momentOf(call));
  const steady = first + limits.writes.seconds * 1000;
  const ideal = idealMs({ rows, roles: false, latencyMs: 0, replicationMs, limits });
  const effects = await effectsIn(scene.tenant);
  const { mails, grants } = doubled(effects);
  const has = new Set(served(effects, { addresses, access: 'group' }));
  const ends = await scene.rowStates();
  return {
    rows,
    complete: ends.filter(({ state, address }) => state === 'complete' && has.has(address)).length,
    doubled: mails + grants,
    writesPerGuest: writes.length / invitationsAmong(writes).filter((c) => c.status === 201).length,
    pace: ideal / (last - first),
    throttled: throttledAmong(calls).filter((call) => momentOf(call) > steady).length,
    tookMs,
    memory,
    note,
  };
}

async function watchMemory({ bots }: Scene, end: Promise<unknown>): Promise<PaceResult['memory']> {
  const over = new AbortController();
  const seen = bots.map(() => [] as number[]);
  void end.finally(() => over.abort()).catch(() => undefined);
  while (!over.signal.aborted) {
    for (const [n, bot] of bots.entries()) seen[n]?.push(useOf(bot.pid() ?? 0).memory);
    await pause(500, undefined, { signal: over.signal }).catch(() => undefined);
  }
  const at = (values: readonly number[], part: number) =>
    values[Math.floor(values.length * part)] ?? 0;
  return seen.map((values) => ({
    early: at(values, 0.1),
    late: at(values, 0.9),
    most: Math.max(...values),
  }));
}
