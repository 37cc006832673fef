import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** An audit reads what happened in a span of time, and nothing else. */
const statements = `
create index history_at on history (at, id);
create index vote_at on vote (voted_at, invitation_id, owner_id);
`;

export const audit: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
