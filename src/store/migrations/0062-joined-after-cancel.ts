import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Ends and removals that the bot put into a request of its own after somebody had cancelled it: they would wait for ever. */
export const joinedAfterCancel: Migration = {
  async up(db) {
    await sql
      .raw(`update request r set cancelled_at = null, cancelled_by = null
        where r.automatic is not null and r.kind in ('end', 'remove') and r.state = 'confirmed' and r.cancelled_at is not null
          and exists (select from invitation i where i.request_id = r.id and i.state = 'approved')`)
      .execute(db);
  },
};
