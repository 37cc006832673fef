import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Approvals that one group of people after the other decides. An approval without stages is in its first. */
const statements = `
alter table approval add column stage integer not null default 1;
alter table vote add column stage integer not null default 1,
  drop constraint vote_pkey, add primary key (invitation_id, owner_id, stage);

-- Whom the bot asked in which stage. Only approvals with stages have rows.
create table stage_asked (
  approval_id bigint not null references approval,
  stage integer not null,
  person_id text not null,
  primary key (approval_id, stage, person_id)
);
`;

export const stages: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
