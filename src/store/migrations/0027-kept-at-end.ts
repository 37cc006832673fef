import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What an end kept is looked at again; and when guests last signed in, as far as Graph was asked. */
const statements = `
create index step_kept on step (id) where state = 'done' and answer = 'kept';
alter table guest
  -- The last sign-in with success, and when the bot asked for it.
  add column signed_in_at timestamptz,
  add column sign_in_read_at timestamptz;
`;

export const keptAtEnd: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
