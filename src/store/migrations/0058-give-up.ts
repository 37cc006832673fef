import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = `
-- A question to a requester: partners of a project have not accepted for long, is the bot to revoke their invitations?
create table give_up (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  project_key text not null references project,
  person_id text not null,
  asked_at timestamptz not null,
  told_at timestamptz,
  -- What the person said. Null: nothing yet.
  answer text check (answer in ('revoke', 'keep')),
  answered_by text,
  answered_at timestamptz
);
-- Nobody is asked about an invitation twice.
create table give_up_row (
  invitation_id bigint primary key references invitation,
  give_up_id bigint not null references give_up
);
create index give_up_row_of_question on give_up_row (give_up_id);
create index give_up_to_tell on give_up (id) where told_at is null;

alter table invitation drop constraint invitation_cause_check;
alter table invitation add constraint invitation_cause_check check (cause in ('asked', 'due', 'undone', 'not accepted'));
`;

export const giveUp: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
