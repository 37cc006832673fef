import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Ends that left something, few among many: their access ends on its last day all the same. */
const statements = `
create index invitation_end_left on invitation (id) where kind = 'end' and state in ('failed', 'partly', 'cancelled', 'unknown');
`;

export const endsLeft: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
