import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every five seconds the bot asks which finished removals it has to tell of: nobody should read all requests for that. */
export const removalsToTellIndex: Migration = {
  async up(db) {
    await sql
      .raw(
        "create index request_removals_to_tell on request (id) where kind = 'remove' and state = 'done'",
      )
      .execute(db);
  },
};
