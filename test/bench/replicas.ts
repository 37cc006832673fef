import { runAtPace } from './pace-run.ts';
import type { Row, Table } from './table.ts';
import { percent } from './ten-thousand.ts';

const rows = 3_000;
/** Four bots, Graph and the database share this machine, which cannot run five times as fast. */
const times = 2.5;

/** Runs the same request with one, two and four bots on one database. Graph's limit is the same for any number. */
export async function replicas(): Promise<Table> {
  const lines: Row[] = [];
  let note = '';
  for (const count of [1, 2, 4]) {
    const result = await runAtPace(rows, { times, replicas: count });
    note = result.note;
    lines.push({
      name: count === 1 ? '1 replica' : `${count} replicas`,
      cells: [
        `${result.complete}`,
        `${result.doubled}`,
        result.writesPerGuest.toFixed(3),
        percent(result),
        `${result.throttled}`,
        `${Math.round(result.tookMs / 1000)} s`,
      ],
    });
  }
  return {
    title: `${rows} partners with one group, on one DATABASE_URL`,
    heads: ['complete', 'doubled', 'writes per guest', 'pace', '429', 'took'],
    rows: lines,
    notes: [note],
  };
}
