import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A clock of the database that is set back leaves permits and pauses in the future. Both are brought back to now: a
 * window is then as full as it was, and empties within its own length.
 */
const statements = `
alter table pace add column paused_at timestamptz;
-- When Teams asked to wait, and when the last permit was given.
alter table message_pace add column held_at timestamptz, add column taken_at timestamptz;

-- Holds the ring of a limit, made wide enough for this count. Several replicas may hold several counts for a while:
-- each looks back as far as its own count says, over what all of them took.
create or replace function hold_pace(pace_name text, pace_count integer)
returns pace language plpgsql as $$
declare
  ring pace%rowtype;
  kept timestamptz[];
  size integer;
  moment timestamptz;
  newest timestamptz;
begin
  select * into ring from pace where name = pace_name for update;
  if not found then
    insert into pace (name, allowed) values (pace_name, pace_count) on conflict (name) do nothing;
    select * into ring from pace where name = pace_name for update;
  end if;
  moment := clock_timestamp();
  if ring.paused_at > moment then
    update pace set paused_at = moment, paused_until = moment + (paused_until - paused_at)
      where name = pace_name returning * into ring;
  end if;
  if ring.head > 0 and ring.allowed > 0 then
    select taken_at into newest from pace_slot where name = pace_name and slot = (ring.head - 1) % ring.allowed;
    if newest > moment then
      update pace_slot set taken_at = moment where name = pace_name and taken_at > moment;
    end if;
  end if;
  if ring.allowed < pace_count then
    size := greatest(1, ring.allowed);
    select coalesce(array_agg(taken_at order by (slot - ring.head % size + size) % size), '{}')
      into kept from pace_slot where name = pace_name;
    if ring.allowed > 0 and cardinality(kept) = ring.allowed then
      -- What was taken before is forgotten, and at the latest as old as the oldest that is known.
      kept := array_fill(kept[1], array[pace_count - ring.allowed]) || kept;
    end if;
    delete from pace_slot where name = pace_name;
    insert into pace_slot select pace_name, n - 1, at from unnest(kept) with ordinality as k(at, n);
    update pace set allowed = pace_count, head = cardinality(kept) where name = pace_name returning * into ring;
  end if;
  return ring;
end $$;

create function no_later(ring timestamptz[], moment timestamptz) returns timestamptz[] immutable language sql as $$
  select array_agg(least(at, moment) order by nr) from unnest(ring) with ordinality as each (at, nr)
$$;

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
  if everyone.taken_at > moment then
    everyone.lately := no_later(everyone.lately, moment);
    update message_pace set lately = everyone.lately, taken_at = moment where conversation = '';
  end if;
  foreach named in array conversations loop
    select * into own from message_pace where conversation = named;
    if not found then
      insert into message_pace (conversation) values (named) returning * into own;
    end if;
    if own.held_at > moment or own.taken_at > moment then
      own.not_before := moment + (own.not_before - greatest(own.held_at, moment));
      own.lately := no_later(own.lately, moment);
      own.thirtieth := no_later(own.thirtieth, moment);
      update message_pace set not_before = own.not_before, held_at = least(held_at, moment), taken_at = moment,
        lately = own.lately, thirtieth = own.thirtieth where conversation = named;
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
    update message_pace set sent = own.sent + 1, lately = own.lately, thirtieth = own.thirtieth, taken_at = moment
      where conversation = named;
    everyone.lately[1 + everyone.sent % 60] := latest;
    everyone.sent := everyone.sent + 1;
    return next 0;
  end loop;
  update message_pace set sent = everyone.sent, lately = everyone.lately, taken_at = moment
    where conversation = '' and sent <> everyone.sent;
end $$;
`;

export const clocksSetBack: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
