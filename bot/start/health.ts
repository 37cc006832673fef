import { setTimeout } from 'node:timers/promises';
import type { Connections } from '../../src/store/connection/connections.ts';
import type { Queue } from '../../src/store/queue.ts';

export type Health = {
  /** True where a turn would get its answer within two seconds, even if something else hangs. */
  ready(): Promise<boolean>;
  /** False when only a new process may help: the database has answered nobody for a minute. */
  alive(): boolean;
};

const readyMs = 1_500;
/** An answer stands for so long: strangers who ask all the time cost the database nothing more. */
const freshMs = 1_000;
const stuckMs = 60_000;

/** Watches the database and the queue. */
export function watchHealth(
  pools: readonly Pick<Connections, 'answers' | 'silentMs'>[],
  queue: Pick<Queue, 'check'>,
  moment: () => number,
): Health {
  let last: { at: number; answers: Promise<boolean> } | undefined;
  const askQueue = () => {
    const checked = queue.check().then(
      () => true,
      () => false,
    );
    return Promise.race([checked, setTimeout(readyMs, false, { ref: false })]);
  };
  const queueAnswers = () => {
    if (last === undefined || moment() - last.at >= freshMs)
      last = { at: moment(), answers: askQueue() };
    return last.answers;
  };
  return {
    async ready() {
      const all = [...pools.map((pool) => pool.answers(readyMs)), queueAnswers()];
      return (await Promise.all(all)).every(Boolean);
    },
    alive: () => pools.every((pool) => pool.silentMs() < stuckMs),
  };
}
