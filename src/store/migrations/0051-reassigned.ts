import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Owners who have handed an open approval to another owner. Names are those of that moment, as for votes. */
const statements = `
create table reassignment (
  approval_id bigint not null references approval,
  from_id text not null,
  from_name text not null,
  to_id text not null,
  to_name text not null,
  reassigned_at timestamptz not null,
  primary key (approval_id, from_id)
);
`;

export const reassigned: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
