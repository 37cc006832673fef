import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What tells a person's change from ours. `block_seen_at`: since when Graph shows a block of ours. `gift`: Graph's id of
 * what the step gave. The index finds the cards that still offer to undo a decision.
 */
const statements = `
alter table guest add column block_seen_at timestamptz;
alter table step add column gift text;
create index shown_card_open_approval on shown_card (subject_id) where kind = 'approval' and not final;
`;

export const byHand: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
