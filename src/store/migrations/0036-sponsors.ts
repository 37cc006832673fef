import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The steps that made the requester no sponsor: the card counts them, and one that lacked the permission stands for all. */
const statements = `
create index step_not_sponsored on step (request_id) where kind = 'sponsor' and reason is not null;
`;

export const sponsors: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
