import { setTimeout as pause } from 'node:timers/promises';
import type { BreakableLine } from '../store/breakable-line.ts';
import { runStatement } from '../store/test-server.ts';

export type Breaks = {
  /** The lines of all replicas. */
  lines: readonly BreakableLine[];
  /** The database itself, past the lines. */
  url: string;
  chance: () => number;
  /** The longest time between two breaks. */
  lifeMs: number;
};

/** From the server's side: as at a restart or a failover, every connection to this database is ended at once. */
const terminateAll = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

/**
 * Breaks connections at instants that nobody foresees, each time in another way: one of a replica's, all of a
 * replica's, all there are, ended by the server. Returns how often it did so before it was over.
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
