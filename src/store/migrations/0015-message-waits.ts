import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Teams may ask to wait, whatever its limits are: then nobody sends anything to that conversation before. */
const statements = `
alter table message_pace add column not_before timestamptz;

-- A permit for each conversation: 0, or the milliseconds after which to ask again. The row of all is locked first, so
-- whoever has it is alone, and reads rows that nobody else is changing: each statement has a snapshot of its own.
-- Of long spans only every thirtieth is known. The next one after the one in question stands for it, and comes free
-- later: so never more than the count, and for long spans up to 29 fewer.
-- Where Teams asked to wait there is none before that.
-- A permit is good for 'hold' seconds. It is given where there is room now, and counts as used at its latest.
create or replace function take_message_permits(conversations text[], counts integer[], spans float8[], all_count integer,
  all_span float8, hold float8) returns setof integer language plpgsql as $$
declare
  everyone message_pace%rowtype;
  own message_pace%rowtype;
  named text;
  moment timestamptz;
  latest timestamptz;
  free_at timestamptz;
begin
  select * into everyone from message_pace where conversation = '' for update;
  if not found then
    insert into message_pace (conversation) values ('') on conflict (conversation) do nothing;
    select * into everyone from message_pace where conversation = '' for update;
  end if;
  moment := clock_timestamp();
  latest := moment + make_interval(secs => hold);
  foreach named in array conversations loop
    select * into own from message_pace where conversation = named;
    if not found then
      insert into message_pace (conversation) values (named) returning * into own;
    end if;
    free_at := own.not_before;
    if everyone.sent >= all_count then
      free_at := greatest(free_at, everyone.lately[1 + (everyone.sent - all_count) % 60] + make_interval(secs => all_span));
    end if;
    for n in 1 .. cardinality(counts) loop
      continue when own.sent < counts[n];
      free_at := greatest(free_at, make_interval(secs => spans[n]) + case
        when counts[n] <= 60 then own.lately[1 + (own.sent - counts[n]) % 60]
        else own.thirtieth[1 + (own.sent - counts[n] + 29) / 30 % 60] end);
    end loop;
    if free_at > moment then
      return next greatest(1, ceil(extract(epoch from free_at - moment) * 1000));
      continue;
    end if;
    own.lately[1 + own.sent % 60] := latest;
    if own.sent % 30 = 0 then own.thirtieth[1 + own.sent / 30 % 60] := latest; end if;
    update message_pace set sent = own.sent + 1, lately = own.lately, thirtieth = own.thirtieth
      where conversation = named;
    everyone.lately[1 + everyone.sent % 60] := latest;
    everyone.sent := everyone.sent + 1;
    return next 0;
  end loop;
  update message_pace set sent = everyone.sent, lately = everyone.lately
    where conversation = '' and sent <> everyone.sent;
end $$;
`;

export const messageWaits: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
