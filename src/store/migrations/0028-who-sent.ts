import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who sent an activity: a repeated one gets the stored answer only where the same person sent both. */
export const whoSent: Migration = {
  async up(db) {
    await sql.raw('alter table activity add column person_id text').execute(db);
  },
};
