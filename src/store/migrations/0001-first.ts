import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The tables of design's words. States are text, checked here; the moves between them are in src/guests/states.ts. */
const statements = `
create table project_version (
  id bigint generated always as identity primary key,
  applied_at timestamptz not null,
  definition jsonb not null
);

create table project (
  key text primary key,
  name text not null,
  definition jsonb not null,
  version_id bigint not null references project_version,
  active boolean not null default true
);

-- Where alerts of a project go when a person linked a channel; otherwise the project's own definition counts.
create table project_channel (
  project_key text primary key references project,
  team_id text not null,
  channel_id text not null,
  linked_by text not null,
  linked_at timestamptz not null
);

create table place (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  kind text not null check (kind in ('person', 'team', 'channel')),
  key text not null,
  team_id text,
  reference jsonb not null,
  locale text,
  time_zone text,
  seen_at timestamptz not null,
  dead_at timestamptz,
  unique (tenant_id, kind, key)
);

create table request (
  id bigint generated always as identity (start with 1001) primary key,
  tenant_id text not null,
  requester_id text not null,
  requester_name text not null,
  source text not null check (source in ('file', 'list', 'line')),
  file_name text,
  state text not null default 'draft' check (state in ('draft', 'confirmed', 'discarded', 'lapsed', 'done')),
  version integer not null default 0,
  layout jsonb,
  notes jsonb not null default '[]',
  choice jsonb not null default '{}',
  review jsonb,
  only_valid boolean not null default false,
  read_at timestamptz,
  review_due_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by text,
  held_at timestamptz,
  held_reason jsonb,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  ended_at timestamptz,
  forgotten_at timestamptz
);
create index request_of_requester on request (tenant_id, requester_id, id desc);
create index request_open on request (state) where state in ('draft', 'confirmed');

create table request_row (
  request_id bigint not null references request on delete cascade,
  row integer not null,
  line integer not null,
  partner jsonb not null,
  problems jsonb not null default '[]',
  skipped jsonb,
  primary key (request_id, row)
);

create table guest (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  address text not null,
  object_id text,
  display_name text,
  state text not null default 'none' check (state in ('none', 'pending', 'accepted', 'deleted')),
  made_by_us boolean not null default false,
  state_changed_at timestamptz,
  sign_in text,
  organisation text,
  transitions integer not null default 0,
  unique (tenant_id, address)
);
-- Not unique: two addresses may turn out to belong to one account.
create index guest_of_account on guest (tenant_id, object_id);

create table approval (
  id bigint generated always as identity primary key,
  request_id bigint not null references request,
  project_key text not null references project,
  state text not null default 'open' check (state in ('open', 'decided', 'timed out', 'withdrawn')),
  version integer not null,
  rule jsonb not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  unique (request_id, project_key)
);

create table invitation (
  id bigint generated always as identity primary key,
  request_id bigint not null references request,
  row integer not null,
  project_key text not null references project,
  approval_id bigint references approval,
  guest_id bigint references guest,
  address text not null,
  display_name text not null,
  language text,
  redirect_url text not null,
  send_mail boolean not null,
  cc text,
  access jsonb not null,
  plan text not null check (plan in ('invite', 'access only', 'member', 'restore', 'blocked')),
  state text not null default 'draft' check (state in ('draft', 'skipped', 'awaiting approval', 'approved', 'rejected',
    'working', 'complete', 'partly', 'failed', 'unknown', 'cancelled', 'revoked', 'expired')),
  reason jsonb,
  mailed boolean not null default false,
  ended_at timestamptz,
  unique (request_id, row)
);
create index invitation_of_guest on invitation (guest_id);
create index invitation_to_start on invitation (id) where state = 'approved';
create index invitation_working on invitation (id) where state = 'working';

create table vote (
  approval_id bigint not null references approval,
  invitation_id bigint not null references invitation,
  owner_id text not null,
  owner_name text not null,
  yes boolean not null,
  reason text,
  voted_at timestamptz not null,
  primary key (invitation_id, owner_id)
);
create index vote_of_approval on vote (approval_id);

-- The ledger. A step that has no due_at waits for the guest to exist.
create table step (
  id bigint generated always as identity primary key,
  request_id bigint not null references request,
  invitation_id bigint not null references invitation,
  guest_id bigint not null references guest,
  kind text not null check (kind in ('invite', 'group', 'app', 'licence')),
  target text not null default '',
  detail text not null default '',
  state text not null default 'due' check (state in ('due', 'intended', 'looking', 'done', 'refused', 'unknown', 'withdrawn')),
  bulk boolean not null,
  company integer not null default 20,
  due_at timestamptz,
  attempts integer not null default 0,
  repeats integer not null default 0,
  first_tried_at timestamptz,
  intended_at timestamptz,
  settled_at timestamptz,
  lease_until timestamptz,
  lease_by text,
  graph_request_id text,
  answer text,
  reason jsonb
);
create unique index step_one_invite_per_guest on step (guest_id) where kind = 'invite' and state in ('due', 'intended', 'looking');
create unique index step_once_per_invitation on step (invitation_id, kind, target, detail);
create index step_queue on step (bulk, due_at) where state in ('due', 'intended', 'looking');
create index step_of_guest on step (guest_id) where state in ('due', 'intended', 'looking');
create index step_of_invitation on step (invitation_id);

create table breaker (
  only_row boolean primary key default true check (only_row),
  open_since timestamptz,
  reason jsonb,
  told_at timestamptz
);
insert into breaker default values;

create table shown_card (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('request', 'approval', 'alert', 'notice')),
  subject_id bigint not null,
  topic text not null default '',
  place_id bigint not null references place,
  thread text,
  message_id text,
  wanted integer not null default 1,
  shown integer not null default 0,
  final boolean not null default false,
  due_at timestamptz not null,
  attempts integer not null default 0,
  posting_at timestamptz,
  dead_at timestamptz,
  detail jsonb,
  unique (kind, subject_id, topic, place_id)
);
create index shown_card_to_draw on shown_card (due_at) where wanted > shown and dead_at is null;

-- One row for each time a guest accepted, told to each project once.
create table alert (
  id bigint generated always as identity primary key,
  project_key text not null references project,
  guest_id bigint not null references guest,
  transition text not null,
  created_at timestamptz not null,
  unique (project_key, guest_id, transition)
);

create table activity (
  tenant_id text not null,
  conversation_id text not null,
  activity_id text not null,
  received_at timestamptz not null,
  lease_until timestamptz,
  done boolean not null default false,
  answer jsonb,
  primary key (tenant_id, conversation_id, activity_id)
);
create index activity_age on activity (received_at);

create table watch (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);

create table history (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  what text not null,
  request_id bigint,
  approval_id bigint,
  invitation_id bigint,
  guest_id bigint,
  detail jsonb not null default '{}'
);
create index history_of_request on history (request_id, id);
create function history_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'history is append-only';
end $$;
create trigger history_append_only before update or delete on history
  for each row execute function history_is_append_only();

-- The limiter: a ring of the last permits, so that no span ever holds more than its count.
create table pace (
  name text primary key,
  allowed integer not null,
  head bigint not null default 0,
  paused_until timestamptz
);
create table pace_slot (
  name text not null references pace,
  slot integer not null,
  taken_at timestamptz not null,
  primary key (name, slot)
) with (fillfactor = 50);

-- Takes one permit, or says in how many milliseconds to ask again. A bulk caller leaves 'reserve' permits to others.
-- Each statement below has its own snapshot, so the slot is read after the lock is held.
create function take_permit(pace_name text, pace_count integer, span interval, reserve integer)
returns integer language plpgsql as $$
declare
  ring pace%rowtype;
  last timestamptz;
  moment timestamptz;
  free_at timestamptz;
begin
  insert into pace (name, allowed) values (pace_name, pace_count) on conflict (name) do nothing;
  select * into ring from pace where name = pace_name for update;
  moment := clock_timestamp();
  if ring.allowed <> pace_count then
    -- Another pace from now on: what was taken before is unknown to the new ring, so it starts full.
    delete from pace_slot where name = pace_name;
    insert into pace_slot select pace_name, n, moment from generate_series(0, pace_count - 1) n;
    update pace set allowed = pace_count, head = 0 where name = pace_name;
    ring.head := 0;
  end if;
  select taken_at into last from pace_slot where name = pace_name and slot = (ring.head + reserve) % pace_count;
  free_at := greatest(last + span, ring.paused_until);
  if free_at is not null and free_at > moment then
    return greatest(1, ceil(extract(epoch from free_at - moment) * 1000));
  end if;
  insert into pace_slot values (pace_name, ring.head % pace_count, moment)
    on conflict (name, slot) do update set taken_at = excluded.taken_at;
  update pace set head = head + 1 where name = pace_name;
  return 0;
end $$;
`;

export const firstTables: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
