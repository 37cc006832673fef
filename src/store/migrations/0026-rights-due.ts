import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Days may pass between Confirm and the owners' word: the requester's right is read again before work begins. */
export const rightsDue: Migration = {
  async up(db) {
    await sql
      .raw('alter table approval add column rights_due boolean not null default false')
      .execute(db);
    await sql
      .raw('create index approval_rights_due on approval (request_id) where rights_due')
      .execute(db);
  },
};
