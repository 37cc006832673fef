import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A card that is shown rests a moment before its next update, and is not sent again with the content that it has. */
const statements = `
alter table shown_card add column rests_until timestamptz, add column content text;
`;

export const cardPace: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
