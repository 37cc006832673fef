import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A permit for a message is good for a moment. One that came too late went on counting, and the bot took another. Where
 * replies came late the window of a chat was soon full of permits that nobody had used, and its person waited until
 * those were over: up to twenty seconds. Now whoever asks again gives back the permit that it did not use.
 */
const statements = `
-- The ring of the last sixty without one entry: the newest that counts from this moment on or earlier. Null where there
-- is none. What came before the oldest that is known is at the latest as old as that.
create function without_permit(ring timestamptz[], sent bigint, moment timestamptz) returns timestamptz[] immutable
language plpgsql as $$
declare
  oldest timestamptz := ring[1 + sent % 60];
  at bigint := sent - 1;
begin
  while at >= greatest(0, sent - 60) and ring[1 + at % 60] > moment loop
    at := at - 1;
  end loop;
  if at < greatest(0, sent - 60) then return null; end if;
  for nr in at .. sent - 2 loop
    ring[1 + nr % 60] := ring[1 + (nr + 1) % 60];
  end loop;
  ring[1 + (sent - 1) % 60] := oldest;
  return ring;
end $$;

drop function take_message_permits(text[], integer[], float8[], integer, float8, float8);

-- A permit for each conversation: 0, or the milliseconds after which to ask again. The row of all is locked first, so
-- whoever has it is alone, and reads rows that nobody else is changing: each statement has a snapshot of its own.
-- Of long spans only every thirtieth is known. The next one after the one in question stands for it, and comes free
-- later: so never more than the count, and for long spans up to 29 fewer.
-- Where Teams asked to wait there is none before that.
-- A permit is good for 'hold' seconds. It is given where there is room now, and counts as used at its latest.
-- 'unused': for each conversation when the statement ended that gave a permit which was not used, in milliseconds since
-- 1970. That permit no longer counts for the conversation. For all of them together it does, for a second.
create function take_message_permits(conversations text[], counts integer[], spans float8[], all_count integer,
  all_span float8, hold float8, unused float8[] default null) returns setof integer language plpgsql as $$
declare
  everyone message_pace%rowtype;
  own message_pace%rowtype;
  named text;
  moment timestamptz;
  latest timestamptz;
  free_at timestamptz;
  kept timestamptz[];
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
  for at in 1 .. cardinality(conversations) loop
    named := conversations[at];
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
    if unused[at] is not null then
      kept := without_permit(own.lately, own.sent, to_timestamp(unused[at] / 1000) + make_interval(secs => hold));
      if kept is not null then
        own.lately := kept;
        own.sent := own.sent - 1;
        if own.sent % 30 = 0 then
          own.thirtieth[1 + own.sent / 30 % 60] := own.thirtieth[1 + (own.sent / 30 + 1) % 60];
        end if;
        update message_pace set sent = own.sent, lately = own.lately, thirtieth = own.thirtieth where conversation = named;
      end if;
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

export const unusedPermits: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
