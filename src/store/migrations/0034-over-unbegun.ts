import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Approved invitations whose end has come are found in each turn, however many others end at that moment. */
const statements = `
create index invitation_unbegun_end on invitation (ends_at) where state = 'approved' and kind = 'invite' and ends_at is not null;
`;

export const overUnbegun: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
