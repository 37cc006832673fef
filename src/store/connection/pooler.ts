import type pg from 'pg';
import { inTime } from './use-connection.ts';

const patienceMs = 3_000;
const mark = 'guestlist.session';

/**
 * True where a pooler gives each transaction another of its connections to the server, so that settings, plans and
 * locks of a session reach others or nobody. `second`: a new connection to the same address, not yet connected.
 */
export async function sharesSessions(client: pg.Client, second: () => pg.Client): Promise<boolean> {
  if (!(await isPooled(client))) return false;
  await client.query("select set_config($1, 'first', false)", [mark]);
  const other = second();
  other.on('error', () => undefined);
  try {
    // In its transaction the other one keeps the connection that the first one had last, or another.
    return await inTime(other, patienceMs, seesFirst(client, other));
  } catch {
    // The pooler has no connection left for a second one. Another check says how many the bot needs.
    return false;
  } finally {
    other.end().catch(() => undefined);
  }
}

/** A server names its process when a connection begins; a pooler names something else. */
async function isPooled(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return 'processID' in client && rows[0]?.pid !== client.processID;
}

async function seesFirst(client: pg.Client, other: pg.Client): Promise<boolean> {
  await other.connect();
  await other.query('begin');
  const there = await markIn(other);
  if (there === 'first') return true;
  const here = await markIn(client);
  return here !== 'first';
}

async function markIn(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ mark: string | null }>(
    'select current_setting($1, true) as mark',
    [mark],
  );
  return rows[0]?.mark ?? null;
}
