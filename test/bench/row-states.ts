import { sql } from 'kysely';
import { openDatabase } from '../../src/store/database.ts';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';

export type RowState = {
  address: string;
  state: string;
  endedAt: Date | null;
  /** Whether the answer to its invitation was lost, so that the bot had to look for the guest. */
  lookedFor: boolean;
};

/** Where every row of a database came to. One that a bot made for itself is opened once more; no bot may be using it. */
export async function readRowStates(
  database: { DATA_DIR: string } | { DATABASE_URL: string },
): Promise<RowState[]> {
  if ('DATABASE_URL' in database) return await read(database.DATABASE_URL);
  const server = await openEmbedded(database.DATA_DIR, { log: { info: () => undefined } });
  try {
    return await read(server.connectionString);
  } finally {
    await server.close();
  }
}

async function read(connectionString: string): Promise<RowState[]> {
  const { db, pool } = openDatabase({ connectionString, maxConnections: 1, onIdleError() {} });
  try {
    const { rows } = await sql<RowState>`
      select i.address, i.state, i.ended_at,
        exists (select from step s where s.invitation_id = i.id and s.kind = 'invite'
          and (s.repeats > 0 or s.answer in ('found', 'lost'))) as looked_for
      from invitation i order by i.id`.execute(db);
    return rows;
  } finally {
    await pool.end();
  }
}
