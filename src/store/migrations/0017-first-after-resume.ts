import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether what stopped everything is over is for one call to find out, not for a whole lane of them. */
const statements = `
alter table breaker add column trying_since timestamptz;
`;

export const firstAfterResume: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
