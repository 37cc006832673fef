import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When access came back with an account whose removal had ended it. Before, an end that no day named meant that. */
export const returnedAccess: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table invitation add column returned_at timestamptz;
        alter table invitation drop constraint invitation_cause_check;
        alter table invitation add constraint invitation_cause_check
          check (cause in ('asked', 'due', 'undone', 'not accepted', 'returned'));
        update invitation set returned_at = ends_at
          where kind = 'invite' and ends_at is not null and ends_on is null and expires_after is null`)
      .execute(db);
  },
};
