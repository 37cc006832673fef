import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A draft has no guest yet, and a long list writes many: the index needs only those that have one. */
const statements = `
drop index invitation_of_guest;
create index invitation_of_guest on invitation (guest_id) where guest_id is not null;
`;

export const guestKnown: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
