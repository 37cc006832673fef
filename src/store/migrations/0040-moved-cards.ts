import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A card that the bot posts again further down, and approvals that are over, by the time. */
const statements = `
-- A newer copy of the card stands further down in the same place. This one says so.
alter table shown_card add column moved boolean not null default false;

create index approval_over on approval (decided_at) where state <> 'open';
`;

export const movedCards: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
