import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who records an activity again, because the answer was lost on the way, must find it begun by itself. */
const statements = `
alter table activity add column holder text;
`;

export const holders: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
