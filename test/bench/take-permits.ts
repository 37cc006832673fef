import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';
import { takeCalls } from '../../src/store/steps/call-pace.ts';
import { percentile, type Table } from './table.ts';

const seconds = 3;
/** A limit that nobody reaches, so that the bench measures the limiter itself. */
const plenty = { count: 100_000, seconds: 1 };

/** Measures the permits a second from the limiter that all replicas share. Graph's pace needs 40. */
export async function takePermits(): Promise<Table> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-bench-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  // When root starts the server, it runs as another account, which must be able to enter the folder.
  await chmod(folder, 0o755);
  const server = await openEmbedded(folder, { log: { info: () => undefined } });
  opened.defer(() => server.close());
  const { db, pool } = openDatabase({
    connectionString: server.connectionString,
    maxConnections: 16,
    onIdleError: () => undefined,
  });
  opened.defer(() => pool.end());
  await migrate(db, new Date());
  const rows = [];
  for (const callers of [1, 4, 16]) {
    const took = await takeAll(db, callers);
    const middle = percentile(took, 0.5);
    rows.push({
      name: callers === 1 ? '1 caller' : `${callers} callers at once`,
      cells: [Math.round(took.length / seconds).toLocaleString('en'), `${middle.toFixed(2)} ms`],
    });
  }
  return { title: 'Permits of the limiter', heads: ['permits/s', 'p50'], rows };
}

/** Milliseconds of each permit that the callers took within the time. */
async function takeAll(db: Db, callers: number): Promise<number[]> {
  const took: number[] = [];
  const end = performance.now() + seconds * 1000;
  const call = async () => {
    for (let began = performance.now(); began < end; began = performance.now()) {
      const limit = { name: `bench ${callers}`, rate: plenty, share: 1, reserve: 0 };
      const { given } = await takeCalls(db, [limit], 1);
      if (given === 1) took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return took;
}
