import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people are told about requests, as an outbox; and how much of it they want. */
const statements = `
-- One thing that happened to a request, for one person. Gathered into as few messages as is kind. Nothing refers to the
-- request: that would lock its row in every transaction that tells of something.
create table news (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  person_id text not null,
  request_id bigint not null,
  about text not null check (about in ('approval', 'acceptance')),
  topic text not null,
  subject_id bigint not null,
  reason jsonb not null,
  created_at timestamptz not null,
  told_at timestamptz,
  unique (tenant_id, person_id, topic, subject_id)
);
create index news_to_tell on news (tenant_id, person_id, request_id, about) where told_at is null;
create index news_told on news (request_id, person_id, about, told_at) where told_at is not null;

create table setting (
  tenant_id text not null,
  person_id text not null,
  -- How a requester hears of partners who accept; 'usual' goes by the size of the request.
  lines text not null default 'usual' check (lines in ('usual', 'each', 'daily', 'never')),
  changed_at timestamptz not null,
  primary key (tenant_id, person_id)
);

-- A line that is due waits for the day's message, or goes at once.
alter table alert
  drop constraint alert_line_check,
  add constraint alert_line_check check (line in ('none', 'due', 'daily', 'told'));
create index alert_with_daily_line on alert (invitation_id) where line = 'daily';
`;

export const news: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
