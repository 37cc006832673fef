import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Upkeep looks for the rows of drafts that came to nothing. */
const statements = `
create index request_let_go on request (id) where state in ('lapsed', 'discarded');
`;

export const letGo: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
