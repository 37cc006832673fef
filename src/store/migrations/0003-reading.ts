import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Files are read into the database row by row; who is there under their addresses is looked up once. */
const statements = `
-- Moves on while a file is being read. One that stands still was cut short: the process ended.
alter table request add column reading_until timestamptz;
create index request_being_read on request (reading_until) where read_at is null;

-- Whom the tenant held under the addresses of a draft when they were looked up.
alter table request add column looked_up_at timestamptz;
alter table request add column deleted_readable boolean;
create table request_person (
  request_id bigint not null references request on delete cascade,
  address text not null,
  person jsonb not null,
  primary key (request_id, address)
);
`;

export const reading: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
