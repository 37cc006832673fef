import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { first, one, run } from '../statement.ts';

/** Where a person, a team or a channel can be reached. The reference is opaque here. */
export type PlaceRecord = {
  id: number;
  tenantId: string;
  kind: 'person' | 'team' | 'channel';
  /** The person's object id, the team's group id, or the channel's id. */
  key: string;
  teamId: string | null;
  reference: unknown;
  locale: string | null;
  timeZone: string | null;
  /** The person's name when they were last heard. */
  name: string | null;
  deadAt: Date | null;
};

export type NewPlace = Pick<
  PlaceRecord,
  'tenantId' | 'kind' | 'key' | 'teamId' | 'reference' | 'locale' | 'timeZone'
> & { name?: string | null };

/** Nobody knows yet how to reach it. */
const isAwaited = sql`reference = 'null'::jsonb`;

/**
 * A channel that the bot was never reached in, as a place that is dead from the start: what is to be told there waits
 * for it like for one that was lost.
 */
export async function awaitChannel(
  db: Db,
  tenantId: string,
  channel: { channelId: string; teamId: string },
  now: Date,
): Promise<PlaceRecord> {
  await run(db)`
    insert into place (tenant_id, kind, key, team_id, reference, seen_at, dead_at)
    values (${tenantId}, 'channel', ${channel.channelId}, ${channel.teamId}, 'null', ${now}, ${now})
    on conflict (tenant_id, kind, key) do nothing`;
  const place = await anyPlace(db, tenantId, 'channel', channel.channelId);
  if (place === undefined) throw new Error('The channel was not stored');
  return place;
}

/** Learns a place, or refreshes it: addresses of services change, and a place that speaks is alive. */
export async function learnPlace(
  db: Db,
  place: NewPlace,
  now: Date,
): Promise<{ id: number; isNew: boolean }> {
  return await one(db)`
    with known as (
      select ${isAwaited} as awaited from place
      where tenant_id = ${place.tenantId} and kind = ${place.kind} and key = ${place.key})
    insert into place (tenant_id, kind, key, team_id, reference, locale, time_zone, name, seen_at)
    values (${place.tenantId}, ${place.kind}, ${place.key}, ${place.teamId}, ${JSON.stringify(place.reference)},
            ${place.locale}, ${place.timeZone}, ${place.name ?? null}, ${now})
    on conflict (tenant_id, kind, key) do update set reference = excluded.reference,
      team_id = coalesce(excluded.team_id, place.team_id), locale = coalesce(excluded.locale, place.locale),
      time_zone = coalesce(excluded.time_zone, place.time_zone),
      name = coalesce(excluded.name, place.name), seen_at = excluded.seen_at, dead_at = null
    returning id, xmax = 0 or coalesce((select awaited from known), false) as is_new`;
}

export async function findPlace(
  db: Db,
  tenantId: string,
  kind: PlaceRecord['kind'],
  key: string,
): Promise<PlaceRecord | undefined> {
  return await first(db)`
    select * from place where tenant_id = ${tenantId} and kind = ${kind} and key = ${key} and dead_at is null`;
}

/** A place that is or was known. */
export async function anyPlace(
  db: Db,
  tenantId: string,
  kind: PlaceRecord['kind'],
  key: string,
): Promise<PlaceRecord | undefined> {
  return await first(db)`
    select * from place where tenant_id = ${tenantId} and kind = ${kind} and key = ${key}`;
}

/** The bot is in this team again: what it could not say in its channels can be said. */
export async function reviveChannels(
  db: Db,
  tenantId: string,
  teamId: string,
  now: Date,
): Promise<void> {
  await run(db)`
    update place set dead_at = null, seen_at = ${now}
    where tenant_id = ${tenantId} and kind = 'channel' and team_id = ${teamId} and dead_at is not null
      and not (${isAwaited})`;
}

export async function readPlace(db: Db, id: number): Promise<PlaceRecord | undefined> {
  return await first(db)`select * from place where id = ${id}`;
}

export async function markPlaceDead(db: Db, id: number, now: Date): Promise<void> {
  await run(db)`update place set dead_at = ${now} where id = ${id}`;
}

/** Uninstalling forgets: the person, or the team with all of its channels. */
export async function forgetPlaces(
  db: Db,
  tenantId: string,
  key: string,
  now: Date,
): Promise<void> {
  await run(db)`
    update place set dead_at = ${now}
    where tenant_id = ${tenantId} and (key = ${key} or team_id = ${key})`;
}
