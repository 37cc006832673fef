import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Why somebody asks, what an owner should look at twice, by when they have to decide, and who people are. */
const statements = `
alter table request add column reason text;

-- What an owner should look at twice: see src/guests/rows/row-flags.ts.
alter table invitation add column flags jsonb not null default '[]';

alter table approval
  add column times_out_at timestamptz,
  add column escalates_at timestamptz,
  add column escalated_at timestamptz;
create index approval_open on approval (id) where state = 'open';

-- The name that somebody of the organisation had when they were last heard.
alter table place add column name text;
`;

export const approvals: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
