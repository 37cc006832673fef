import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Somebody may have the card of one approval because they stand in for several owners. */
const statements = `
alter table asked_instead drop constraint asked_instead_pkey, add primary key (approval_id, person_id, stand_in_row);
`;

export const standInOfSeveral: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
