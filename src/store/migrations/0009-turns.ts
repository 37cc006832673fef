import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Turns between requests, a careful start, and a limiter that gives many permits at once, of several limits together. */
const statements = `
-- Large requests give way to those that people wait for. In work of long ago files did.
alter table request
  add column bulk boolean not null default false,
  -- How many more rows may begin before it is known how the first ones fared; null: all.
  add column trial_left integer;
update request set bulk = true where source = 'file' and state = 'confirmed';

drop index invitation_to_start;
create index invitation_to_start on invitation (request_id, id) where state = 'approved';
create index invitation_open on invitation (request_id) where state in ('draft', 'awaiting approval', 'approved', 'working');

-- What may wait side by side: what makes the guest exist, memberships that share calls, and everything else.
alter table step add column lane text not null
  generated always as (case kind when 'invite' then 'gate' when 'restore' then 'gate' when 'group' then 'group' else 'single' end) stored;
drop index step_queue;
create index step_queue on step (request_id, bulk, lane, due_at, id) where state in ('due', 'intended', 'looking');
alter table step set (fillfactor = 80);

-- Holds the ring of a limit, made wide enough for this count. Several replicas may hold several counts for a while:
-- each looks back as far as its own count says, over what all of them took.
create function hold_pace(pace_name text, pace_count integer)
returns pace language plpgsql as $$
declare
  ring pace%rowtype;
  kept timestamptz[];
  size integer;
begin
  select * into ring from pace where name = pace_name for update;
  if not found then
    insert into pace (name, allowed) values (pace_name, pace_count) on conflict (name) do nothing;
    select * into ring from pace where name = pace_name for update;
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

create or replace function take_permit(pace_name text, pace_count integer, span interval, reserve integer)
returns integer language plpgsql as $$
declare
  ring pace%rowtype := hold_pace(pace_name, pace_count);
  moment timestamptz := clock_timestamp();
  -- The permit that has to leave the window before one more fits in.
  leaves bigint := ring.head - pace_count + reserve;
  last timestamptz;
  free_at timestamptz;
begin
  if leaves >= 0 then
    select taken_at into last from pace_slot where name = pace_name and slot = leaves % ring.allowed;
  end if;
  free_at := greatest(last + span, ring.paused_until);
  if free_at is not null and free_at > moment then
    return greatest(1, ceil(extract(epoch from free_at - moment) * 1000));
  end if;
  insert into pace_slot values (pace_name, ring.head % ring.allowed, moment)
    on conflict (name, slot) do update set taken_at = excluded.taken_at;
  update pace set head = head + 1 where name = pace_name;
  return 0;
end $$;

-- Takes permits for up to so many calls, each of which needs 'shares' of every limit named: of all of them or of none.
-- Everybody names the limits in one order. 'wait' are the milliseconds until one more call may be possible.
create function take_calls(names text[], counts integer[], spans interval[], shares integer[], reserves integer[],
  wanted integer, out given integer, out wait integer) language plpgsql as $$
declare
  ring pace%rowtype;
  moment timestamptz;
  heads bigint[];
  sizes integer[];
  fits integer[];
  frees timestamptz[];
  free_at timestamptz;
  room integer;
  first_full integer;
begin
  given := wanted;
  wait := 0;
  for i in 1 .. cardinality(names) loop
    ring := hold_pace(names[i], counts[i]);
    heads[i] := ring.head;
    sizes[i] := ring.allowed;
    frees[i] := ring.paused_until;
  end loop;
  moment := clock_timestamp();
  for i in 1 .. cardinality(names) loop
    if frees[i] > moment then
      fits[i] := 0;
    else
      room := counts[i] - reserves[i];
      select k, s.taken_at + spans[i] into first_full, free_at
        from generate_series(greatest(0, room - heads[i])::integer, least(wanted * shares[i], room) - 1) k
        join pace_slot s on s.name = names[i] and s.slot = (heads[i] - room + k) % sizes[i]
        where s.taken_at + spans[i] > moment order by k limit 1;
      fits[i] := coalesce(first_full, least(wanted * shares[i], room)) / shares[i];
      frees[i] := coalesce(free_at, moment + spans[i]);
    end if;
    given := least(given, fits[i]);
  end loop;
  for i in 1 .. cardinality(names) loop
    if fits[i] <= given and given < wanted then
      wait := greatest(wait, 1, ceil(extract(epoch from frees[i] - moment) * 1000));
    end if;
    if given > 0 then
      insert into pace_slot select names[i], (heads[i] + k) % sizes[i], moment from generate_series(0, given * shares[i] - 1) k
        on conflict (name, slot) do update set taken_at = excluded.taken_at;
      update pace set head = head + given * shares[i] where name = names[i];
    end if;
  end loop;
end $$;
`;

export const turns: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
