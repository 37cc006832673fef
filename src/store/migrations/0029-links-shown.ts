import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The link of an invitation without a mail is shown once. The link itself is stored nowhere. */
export const linksShown: Migration = {
  async up(db) {
    await sql.raw('alter table invitation add column link_shown_at timestamptz').execute(db);
  },
};
