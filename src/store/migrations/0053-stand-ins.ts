import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People who decide for others for a time. */
const statements = `
create table stand_in (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  person_id text not null,
  person_name text not null,
  stand_in_id text not null,
  stand_in_name text not null,
  named_at timestamptz not null,
  -- The last day, where the person is. It ends at this instant.
  last_day date not null,
  ends_at timestamptz not null,
  -- When it ended: by hand, or because the time was over. The right ends at ends_at, whether a replica has looked or not.
  ended_at timestamptz
);
create unique index stand_in_of on stand_in (tenant_id, person_id) where ended_at is null;
create index stand_in_for on stand_in (tenant_id, stand_in_id) where ended_at is null;

-- Approvals whose card somebody has only because they stand in for an owner.
create table asked_instead (
  approval_id bigint not null references approval,
  person_id text not null,
  stand_in_row bigint not null references stand_in,
  primary key (approval_id, person_id)
);
create index asked_instead_row on asked_instead (stand_in_row);

-- The stand-in who gave the vote of its owner.
alter table vote add column cast_by text, add column cast_by_name text;
`;

export const standIns: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
