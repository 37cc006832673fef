import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What Graph says of our guests is written here, where no row of theirs has to be waited for. */
const statements = `
create table heard (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  object_id text not null,
  -- Graph said that the account is gone.
  gone boolean not null
);
`;

export const heard: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
