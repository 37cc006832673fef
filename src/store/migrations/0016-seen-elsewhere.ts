import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** For whoever asks about a guest whom nobody invited here. */
const statements = `
-- When the guest was first found in one of the project's groups; unknown for those who were found before this.
alter table watched add column seen_at timestamptz;
`;

export const seenElsewhere: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
