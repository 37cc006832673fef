import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The end of access: requests of other kinds, what the bot gave as a fact of its own, ends, notices of them, digests. */
const statements = `
alter table request
  add column kind text not null default 'invite'
    check (kind in ('invite', 'end', 'extend', 'remove', 'restore', 'resend')),
  -- Names a request that the bot began by itself, such as the ends of one project and day: each is begun once.
  add column automatic text unique,
  -- The end of the request of which owners and inviters were told.
  add column ends_told_at timestamptz;

alter table invitation
  -- A removal of an account belongs to no project.
  alter column project_key drop not null,
  -- Of another kind than 'invite' it is a row of a request that ends, extends, removes or restores. It gives nothing.
  add column kind text not null default 'invite' check (kind in ('invite', 'end', 'extend', 'remove', 'restore')),
  -- The invitations that such a row ends or extends.
  add column about bigint[] not null default '{}',
  add column cause text check (cause in ('asked', 'due', 'undone')),
  -- What the review found: what would be taken, what would stay and why, what becomes of the account.
  add column findings jsonb,
  -- The end as it was fixed at Confirm: the last day, the project's guestExpiresAfter, where the requester was.
  add column ends_on text,
  add column expires_after text,
  add column end_zone text,
  add column end_fixed_at timestamptz,
  -- When all of the access was first there.
  add column completed_at timestamptz,
  add column ends_at timestamptz,
  -- When the next notice of the end is due.
  add column notice_at timestamptz,
  -- The row that ends it. From then on it needs nothing and promises nothing.
  add column ending_id bigint references invitation,
  -- When the access was over, and whether the channel's digest has told so.
  add column over_at timestamptz,
  add column over_told boolean not null default false;
create index invitation_to_end on invitation (ends_at) where ends_at is not null and ending_id is null;
create index invitation_to_notice on invitation (notice_at) where notice_at is not null;
create index invitation_over on invitation (project_key) where over_at is not null and not over_told;
create index invitation_waiting on invitation (address) where guest_id is null and state <> 'draft';
create index invitation_waiting_account on invitation (found_id) where guest_id is null and state <> 'draft';
create index request_ends_to_tell on request (id) where kind = 'end' and state = 'done';
create index invitation_of_ending on invitation (ending_id) where ending_id is not null;

-- What the bot gave is known from the first intent on. 'unheard': a call whose answer nobody knows. 'doubt': one before
-- the last was such a call, so that "already so" is about what the bot gave. 'made_at': when it was given, the last time.
alter table step
  add column unheard boolean not null default false,
  add column doubt boolean not null default false,
  add column made_at timestamptz,
  add column taken_at timestamptz,
  drop column lane;
alter table step add column lane text not null generated always as (case
  when kind in ('invite', 'restore') then 'gate' when kind = 'group' then 'group'
  when kind in ('app', 'licence', 'unblock') then 'single' else 'end' end) stored;
create index step_queue on step (request_id, bulk, lane, due_at, id) where state in ('due', 'intended', 'looking');
create index step_grant_of_guest on step (guest_id) where kind in ('group', 'app', 'licence');
create index step_taken_of_guest on step (guest_id) where kind not in ('invite', 'restore', 'group', 'app', 'licence');

-- Old rows: what Graph said it had done was ours. "Already so" was not, even after an answer that was lost: the ledger
-- did not keep whether one was. A grant that was given up after a lost answer cannot be known, so it counts as not ours.
update step set made_at = settled_at
  where kind in ('group', 'app', 'licence') and state = 'done' and answer = 'made';
update step set unheard = true
  where kind in ('group', 'app', 'licence')
    and (state = 'intended' or state = 'due' and answer in ('lost', 'unreachable'));

-- Old invitations keep what they were told: no end. When all of the access was first there is known of those that are complete.
update invitation set completed_at = ended_at where state = 'complete';

alter table guest
  -- Since when the bot holds the account blocked, when it removes it, and when it did.
  add column blocked_at timestamptz,
  add column remove_at timestamptz,
  add column removed_at timestamptz;
create index guest_to_remove on guest (remove_at) where remove_at is not null;

alter table news
  drop constraint news_about_check,
  add constraint news_about_check check (about in ('approval', 'acceptance', 'ending'));

-- One notice of ends to come, for each project and day.
create table end_notice (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  project_key text not null references project,
  day text not null,
  created_at timestamptz not null,
  told_at timestamptz,
  let_at timestamptz,
  let_by text,
  unique (tenant_id, project_key, day)
);
create index end_notice_to_tell on end_notice (id) where told_at is null;
create table end_notice_row (
  notice_id bigint not null references end_notice,
  invitation_id bigint not null references invitation,
  ends_at timestamptz not null,
  primary key (notice_id, invitation_id)
);

-- What the channel of a project heard of ends, once a day.
create table end_digest (
  tenant_id text not null,
  project_key text not null references project,
  day text not null,
  count integer not null,
  told_at timestamptz not null,
  primary key (tenant_id, project_key, day)
);
`;

export const ending: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
