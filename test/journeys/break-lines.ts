import { setTimeout as pause } from 'node:timers/promises';
import type { BreakableLine } from '../store/connection/breakable-line.ts';
import { runStatement } from '../store/test-server.ts';

export type Breaks = {
  /** The lines of all replicas. */
  lines: readonly BreakableLine[];
  /** The database's own address, without a breakable line. */
  url: string;
  chance: () => number;
  /** The longest time between two breaks. */
  lifeMs: number;
};

/** The server ends every connection to this database at once, as at a restart or a failover. */
const terminateAll = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

/**
 * Breaks connections at random times, each time in another way: one connection of a replica, all of a replica, all of
 * all replicas, or all from the server's side. Stops at `isOver`. Returns the number of breaks.
 */
export async function breakAgainAndAgain(
  { lines, url, chance, lifeMs }: Breaks,
  most: number,
  isOver: () => boolean,
): Promise<number> {
  const one = () => lines[Math.floor(chance() * lines.length)];
  const ways = [
    async () => one()?.cutOne(chance),
    async () => one()?.cut(),
    async () => lines.forEach((line) => void line.cut()),
    () => runStatement(url, terminateAll),
  ];
  let count = 0;
  for (; count < most && !isOver(); count += 1) {
    await pause(chance() * lifeMs);
    await ways[count % ways.length]?.();
  }
  return count;
}
