import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a review finds out about those who are there already: whom it means, and what of the access they lack. */
const statements = `
-- The account that the review found under the address, and the pieces of access that it lacked. Null: nobody was there,
-- or what is there could not be read.
alter table invitation add column found_id text;
alter table invitation add column lacks jsonb;

-- Who of those found under the addresses of a draft has a piece of access.
create table request_holder (
  request_id bigint not null references request on delete cascade,
  piece text not null,
  holders text[] not null,
  primary key (request_id, piece)
);
`;

export const whatIsMissing: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
