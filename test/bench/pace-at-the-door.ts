import { type ChildProcess, spawn } from 'node:child_process';
import { invitationsAmong, momentOf, throttledAmong } from './graph-calls.ts';
import { openScene, type Scene } from './scene.ts';
import { sendRequest } from './send-request.ts';
import { percentile, type Table } from './table.ts';

const runs = 20;
const rowsPerRun = 200;
const stated = { count: 150, seconds: 5 };
/** The number of programs that only use the processor, to load the machine. */
const burners = 2;

/**
 * Counts the invitations that reach Graph in any window of its limit, by Graph's own clock, while the machine is
 * overloaded.
 */
export async function paceAtTheDoor(): Promise<Table> {
  await using stack = new AsyncDisposableStack();
  const scene = stack.use(
    await openScene({
      seed: 20,
      knobs: { latencyMs: 150, limits: { invitations: stated } },
      access: 'group',
      replicas: 2,
      env: { REDEMPTION_POLL: 'PT1M' },
    }),
  );
  for (let n = 0; n < burners; n += 1) {
    const burner = burn();
    stack.defer(() => void burner.kill('SIGKILL'));
  }
  const fullest: number[] = [];
  const rates: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { times, seconds } = await oneRun(scene, run);
    fullest.push(fullestWindow(times));
    rates.push(times.length / seconds);
  }
  const throttled = throttledAmong(await scene.tenant.calls()).length;
  return {
    title: `Invitations at Graph's door in any ${stated.seconds} s, ${runs} runs of ${rowsPerRun} on two replicas, ${burners} programs burning beside them`,
    heads: ['came', 'wanted'],
    rows: [
      { name: 'most in any run', cells: [`${Math.max(...fullest)}`, `<= ${stated.count}`] },
      { name: 'median of the runs', cells: [`${percentile(fullest, 0.5)}`, ''] },
      { name: 'refused for too many calls', cells: [`${throttled}`, '0'] },
      { name: 'invitations a second, median', cells: [percentile(rates, 0.5).toFixed(1), ''] },
    ],
    notes: [`Each run: ${fullest.join(', ')}.`],
  };
}

function burn(): ChildProcess {
  return spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
}

async function oneRun(scene: Scene, run: number): Promise<{ times: number[]; seconds: number }> {
  const before = invitationsAmong(await scene.tenant.calls()).length;
  const rows = Array.from({ length: rowsPerRun }, (_, n) => `door${run}x${n}@fabrikam.example`);
  await sendRequest(scene, rows);
  const sent = async () => invitationsAmong(await scene.tenant.calls()).slice(before);
  let calls = await sent();
  while (calls.length < rowsPerRun) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    calls = await sent();
  }
  const times = calls.map(momentOf).toSorted((a, b) => a - b);
  return { times, seconds: ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000 };
}

function fullestWindow(times: readonly number[]): number {
  const within = (from: number) =>
    times.filter((at) => at >= from && at < from + stated.seconds * 1000).length;
  return Math.max(0, ...times.map(within));
}
