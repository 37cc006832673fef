import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The limits of messages in one row per conversation and one call for many: the rings of the general limiter, one for
 * each span, took five times as many statements for each message, while somebody waited for it.
 */
const statements = `
create table message_pace (
  conversation text primary key,  -- '': all of them together
  sent bigint not null default 0,
  -- When the last sixty were sent, and every thirtieth of the last 1,800; each a ring.
  lately timestamptz[] not null default array_fill(null::timestamptz, array[60]),
  thirtieth timestamptz[] not null default array_fill(null::timestamptz, array[60])
) with (fillfactor = 50);

-- A permit for each conversation: 0, or the milliseconds after which to ask again. The row of all is locked first, so
-- whoever has it is alone, and reads rows that nobody else is changing: each statement has a snapshot of its own.
-- Of long spans only every thirtieth is known. The next one after the one in question stands for it, and comes free
-- later: so never more than the count, and for long spans up to 29 fewer.
create function take_message_permits(conversations text[], counts integer[], spans float8[], all_count integer,
  all_span float8) returns setof integer language plpgsql as $$
declare
  everyone message_pace%rowtype;
  own message_pace%rowtype;
  named text;
  moment timestamptz;
  free_at timestamptz;
begin
  select * into everyone from message_pace where conversation = '' for update;
  if not found then
    insert into message_pace (conversation) values ('') on conflict (conversation) do nothing;
    select * into everyone from message_pace where conversation = '' for update;
  end if;
  moment := clock_timestamp();
  foreach named in array conversations loop
    select * into own from message_pace where conversation = named;
    if not found then
      insert into message_pace (conversation) values (named) returning * into own;
    end if;
    free_at := null;
    if everyone.sent >= all_count then
      free_at := everyone.lately[1 + (everyone.sent - all_count) % 60] + make_interval(secs => all_span);
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
    own.lately[1 + own.sent % 60] := moment;
    if own.sent % 30 = 0 then own.thirtieth[1 + own.sent / 30 % 60] := moment; end if;
    update message_pace set sent = own.sent + 1, lately = own.lately, thirtieth = own.thirtieth
      where conversation = named;
    everyone.lately[1 + everyone.sent % 60] := moment;
    everyone.sent := everyone.sent + 1;
    return next 0;
  end loop;
  update message_pace set sent = everyone.sent, lately = everyone.lately
    where conversation = '' and sent <> everyone.sent;
end $$;

-- What was sent before still counts.
insert into message_pace
select substr(name, length('teams 3600 ') + 1), head,
  array(select (select taken_at from pace_slot where pace_slot.name = pace.name and slot = nr % 1800)
        from generate_series(0, 59) as place, lateral (select head - 1 - (head - 1 - place + 60) % 60 as nr) as last
        order by place),
  array(select (select taken_at from pace_slot where pace_slot.name = pace.name and slot = nr * 30 % 1800)
        from generate_series(0, 59) as place,
          lateral (select (head - 1) / 30 - ((head - 1) / 30 - place + 60) % 60 as nr) as last
        order by place)
from pace where name like 'teams 3600 %' and head > 0;

insert into message_pace
select '', head,
  array(select (select taken_at from pace_slot where pace_slot.name = pace.name and slot = nr % 50)
        from generate_series(0, 59) as place, lateral (select head - 1 - (head - 1 - place + 60) % 60 as nr) as last
        order by place),
  array_fill(null::timestamptz, array[60])
from pace where name = 'teams tenant' and head > 0;

delete from pace_slot where name like 'teams %';
delete from pace where name like 'teams %';
`;

export const messagePace: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
