import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People who can be reached again, and reminders of what waits for them. */
const statements = `
-- Since when a person can be reached again who could not be. Empty once the bot has brought what waits for them.
alter table place add column returned_at timestamptz;
create index place_returned on place (id) where returned_at is not null;

alter table approval
  -- When the bot looks next whether somebody is to be reminded.
  add column remind_at timestamptz,
  -- When the requester last asked to remind the owners.
  add column followed_up_at timestamptz;
update approval set remind_at = asked_at where state = 'open' and times_out_at is not null;
create index approval_remind on approval (remind_at) where state = 'open' and remind_at is not null;

-- One message for each person and day, for all that waits for them. The row is there before the message.
create table reminder (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  person_id text not null,
  -- The day where the person is.
  day date not null,
  reminded_at timestamptz not null,
  unique (tenant_id, person_id, day)
);
`;

export const reminders: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
