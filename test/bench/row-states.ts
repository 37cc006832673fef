import { sql } from 'kysely';
import { openDatabase } from '../../src/store/database.ts';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';

export type RowState = {
  address: string;
  state: string;
  endedAt: Date | null;
  /** True when the bot lost the answer to the invitation and searched for the guest. */
  lookedFor: boolean;
};

/** Reads the final state of every row. Opens an embedded database again, so no bot may be using it. */
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
