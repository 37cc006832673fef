import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A link of before tells of no blocks. Without one the bot begins a new link, sweeps, and reads the accepted guests. */
const statements = `update watch set value = 'null' where name = 'delta'`;

export const deltaOfBlocks: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
