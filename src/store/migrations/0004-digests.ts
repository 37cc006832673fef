import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Alerts as an outbox: where each goes, and which digest gathers it. The rows are the queue. */
const statements = `
-- One message that gathers what follows an alert, for one project in one place.
create table digest (
  id bigint generated always as identity primary key,
  project_key text not null references project,
  place_id bigint not null references place,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  window_ms integer not null,
  gained integer not null
);
create index digest_of_place on digest (project_key, place_id, id desc);

alter table alert
  add column invitation_id bigint references invitation,
  add column routed_at timestamptz,
  add column access text not null default 'unchecked'
    check (access in ('unchecked', 'there', 'repairing', 'repaired', 'missing')),
  -- The line that the requester gets, where the alert itself goes to a channel.
  add column line text not null default 'none' check (line in ('none', 'due', 'told'));
update alert set routed_at = created_at;
create index alert_to_route on alert (project_key) where routed_at is null;
create index alert_with_line on alert (invitation_id) where line = 'due';
create index alert_repairing on alert (id) where access = 'repairing';

-- An alert for one place. The version is the one of the digest's card that first shows it.
create table alert_copy (
  alert_id bigint not null references alert,
  place_id bigint not null references place,
  project_key text not null,
  digest_id bigint references digest,
  version integer not null default 0,
  placed_at timestamptz,
  primary key (alert_id, place_id)
);
create index alert_copy_waiting on alert_copy (place_id, project_key) where placed_at is null;
create index alert_copy_of_digest on alert_copy (digest_id);
create index alert_copy_alone on alert_copy (project_key, place_id, placed_at desc) where digest_id is null;

-- Guests to read from Graph.
alter table guest
  add column look_due_at timestamptz,
  add column look_attempts integer not null default 0;
create index guest_to_look_at on guest (look_due_at) where look_due_at is not null;

alter table shown_card
  add column repeated boolean not null default false,
  drop constraint shown_card_kind_check,
  add constraint shown_card_kind_check check (kind in ('request', 'approval', 'alert', 'digest', 'notice'));
`;

export const digests: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
