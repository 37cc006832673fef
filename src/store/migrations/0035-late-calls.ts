import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Which invitations may still be in Graph's window, however long ago their permits were. Permits are counted and given
 * at one instant of the database's clock, for all replicas, however long the statement had to wait for it.
 */
const statements = `
create table pace_call (
  id bigint generated always as identity primary key,
  name text not null,
  taken_at timestamptz not null,
  -- When the bot wrote down that the call was answered.
  over_at timestamptz
);

-- Takes permits for up to so many calls, each of which needs 'shares' of every limit named: of all of them or of none.
-- Everybody names the limits in one order. 'wait' are the milliseconds until one more call may be possible.
-- Of a limit with a 'stated' span, that of Graph's own window, calls are followed until they are over, and 'calls' names
-- the new ones: one that was not answered yet, or only within that span, takes up room after its time in our window.
-- What nobody says to be over after 'longest' belonged to a replica that died.
drop function take_calls;
create function take_calls(names text[], counts integer[], spans interval[], shares integer[], reserves integer[],
  stated interval[], longest interval, wanted integer, out given integer, out wait integer, out calls bigint[])
  language plpgsql as $$
declare
  ring pace%rowtype;
  moment timestamptz;
  heads bigint[];
  sizes integer[];
  fits integer[];
  frees timestamptz[];
  free_at timestamptz;
  room integer;
  late integer;
  first_full integer;
begin
  given := wanted;
  wait := 0;
  calls := '{}';
  for i in 1 .. cardinality(names) loop
    ring := hold_pace(names[i], counts[i]);
    heads[i] := ring.head;
    sizes[i] := ring.allowed;
    frees[i] := ring.paused_until;
  end loop;
  -- Whoever comes here is alone with these limits.
  moment := clock_timestamp();
  for i in 1 .. cardinality(names) loop
    room := counts[i] - reserves[i];
    if stated[i] is not null then
      -- A clock that was set back leaves times in the future.
      update pace_call set taken_at = least(taken_at, moment),
          over_at = case when over_at > moment then moment else over_at end
        where name = names[i] and (taken_at > moment or over_at > moment);
      delete from pace_call where id in (
        select id from pace_call where name = names[i] and taken_at + spans[i] <= moment
          and coalesce(over_at + stated[i], taken_at + longest) <= moment for update skip locked);
      select count(*) into late from pace_call where name = names[i] and taken_at + spans[i] <= moment;
      room := greatest(0, room - late);
    end if;
    if frees[i] > moment then
      fits[i] := 0;
    else
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
      if stated[i] is not null then
        with made as (
          insert into pace_call (name, taken_at) select names[i], moment from generate_series(1, given) returning id)
        select calls || array_agg(id) into calls from made;
      end if;
    end if;
  end loop;
end $$;
`;

export const lateCalls: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
