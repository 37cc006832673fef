import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Every five seconds the bot asks which finished removals and ends it has to tell of: it should read neither all requests
 * nor all of which it has told.
 */
export const removalsToTellIndex: Migration = {
  async up(db) {
    await sql
      .raw(`
create index request_removals_to_tell on request (id)
  where kind = 'remove' and state = 'done' and ends_told_at is distinct from ended_at;
drop index request_ends_to_tell;
create index request_ends_to_tell on request (id)
  where kind = 'end' and state = 'done' and ends_told_at is distinct from ended_at`)
      .execute(db);
  },
};
