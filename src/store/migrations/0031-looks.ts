import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How often the bot has put a step off to look again for what a lost call did. Patience is counted in these pauses. */
export const looks: Migration = {
  async up(db) {
    await sql.raw('alter table step add column looks integer not null default 0').execute(db);
  },
};
