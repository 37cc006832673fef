import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is learnt of guests beside their state, and how it was heard. */
const statements = `
alter table guest
  -- Graph said that the invitation needs no redemption.
  add column needs_no_redemption boolean not null default false,
  -- What the directory calls the guest, where that is not our name; the version tells one offer from the next.
  add column offered_name text,
  add column name_version integer not null default 0,
  -- When a notification or the delta query last spoke of the guest, and when a sweep had to ask.
  add column heard_at timestamptz,
  add column swept_at timestamptz,
  -- When Graph said that the account is gone, until that was looked at.
  add column gone_at timestamptz;
`;

export const learning: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
