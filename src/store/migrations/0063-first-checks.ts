import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Finds the invitations under way whose review found an account: until their first check they belong to it. */
export const firstChecks: Migration = {
  async up(db) {
    await sql
      .raw(
        "create index invitation_unchecked_account on invitation (found_id) where state = 'working' and found_id is not null",
      )
      .execute(db);
  },
};
