import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * No row of `project` is ever deleted, so an invitation cannot lose its project. PostgreSQL looked the same project up
 * again for each row of a list: a fifth of its work for a long one.
 */
const statements = 'alter table invitation drop constraint invitation_project_key_fkey';

export const invitationsCheckedOnce: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
