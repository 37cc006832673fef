import type { Db } from '../store/database.ts';
import { pausePace, type Rate, takePermit } from '../store/pace.ts';
import type { Clock } from './deps.ts';

/** Graph's two limits that count for us, by the names the database knows them by. */
export type PaceName = 'invitation' | 'write';

export type Pacer = {
  /** Resolves when all the named permits were given; false when that would take longer than `patienceMs`. */
  permit(names: readonly PaceName[], bulk: boolean): Promise<boolean>;
  /** Graph said wait. */
  pause(scope: PaceName | 'all', seconds: number): Promise<void>;
  /** What an answer says of the limit that is near: everybody slows down before Graph refuses. */
  heed(name: PaceName, answer: { throttlePercentage?: number }): Promise<void>;
};

/** Beyond this a worker does better things than waiting. */
const patienceMs = 2_000;
const nearLimit = 0.8;

/** One pace for all replicas. Bulk work leaves a tenth of each window to people who wait. */
export function createPacer(deps: { db: Db; clock: Clock }, rates: Record<PaceName, Rate>): Pacer {
  async function one(name: PaceName, bulk: boolean): Promise<boolean> {
    const rate = rates[name];
    const reserve = bulk ? Math.floor(rate.count / 10) : 0;
    for (;;) {
      const waitMs = await takePermit(deps.db, name, rate, reserve);
      if (waitMs === 0) return true;
      if (waitMs > patienceMs) return false;
      await deps.clock.sleep(waitMs);
    }
  }

  async function pause(scope: PaceName | 'all', seconds: number): Promise<void> {
    const names: PaceName[] = scope === 'all' ? ['invitation', 'write'] : [scope];
    for (const name of names) await pausePace(deps.db, name, seconds);
  }

  return {
    pause,
    async heed(name, { throttlePercentage: share = 0 }) {
      // Graph speaks of it from 0.8 on; at the limit the pause is a second, beyond it longer.
      if (share >= nearLimit) await pause(name, Math.min(10, (share - nearLimit + 0.05) * 4));
    },
    async permit(names, bulk) {
      for (const name of names) {
        if (!(await one(name, bulk))) return false;
      }
      return true;
    },
  };
}
