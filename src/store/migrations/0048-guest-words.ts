import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The words of each guest: name, address and organisation. `findGuests` says the same expression. */
const statements = `
create index guest_words on guest using gin (to_tsvector('simple',
  coalesce(display_name, '') || ' ' || translate(address, '@._-+', '     ') || ' ' || coalesce(organisation, '')));
`;

export const guestWords: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
