import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Guests whom nobody invited here, for the projects that want to hear of them too. */
const statements = `
-- A project that watches all guests of its groups, and since when: what was before is old.
create table watching (
  project_key text primary key,
  since timestamptz not null
);

-- Accounts that we do not know and that may be such guests. Without due_at: looked at, and none.
create table stranger (
  tenant_id text not null,
  object_id text not null,
  due_at timestamptz,
  primary key (tenant_id, object_id)
);
create index stranger_due on stranger (due_at) where due_at is not null;

-- Belongs to the project by one of its groups.
create table watched (
  project_key text not null,
  guest_id bigint not null references guest,
  primary key (project_key, guest_id)
);
create index watched_guest on watched (guest_id);
`;

export const watched: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
