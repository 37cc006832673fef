import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { all, changed, first, one, run } from '../statement.ts';

/** Where the bot can reach a person, a team or a channel. The store does not read the reference. */
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
  /** The name that the person had when the bot last heard from them. */
  name: string | null;
  deadAt: Date | null;
};

/** A place as the bot learns it. */
export type NewPlace = Pick<
  PlaceRecord,
  'tenantId' | 'kind' | 'key' | 'teamId' | 'reference' | 'locale' | 'timeZone'
> & {
  name?: string | null;
  /** True for a place that somebody speaks from, and not only one that the bot opened. */
  spoken?: true;
};

/** The bot does not know yet how to reach the place. */
const isAwaited = sql`reference = 'null'::jsonb`;

/** Stores a channel in which the bot never was, as a dead place: alerts wait for it as for a lost one. */
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

/**
 * Learns a place or refreshes it, because addresses of services change. Nothing guards a person's place against a chat
 * that another person used before: Microsoft's connector signs who speaks and in which chat. A place from which
 * somebody speaks is alive again: the bot then brings what waits there (`returnedPlaces`).
 */
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
      name = coalesce(excluded.name, place.name), seen_at = excluded.seen_at, dead_at = null,
      returned_at = case when place.dead_at is not null and ${place.spoken ?? false} then excluded.seen_at else place.returned_at end
    returning id, xmax = 0 or coalesce((select awaited from known), false) as is_new`;
}

/** Finds a living place. */
export async function findPlace(
  db: Db,
  tenantId: string,
  kind: PlaceRecord['kind'],
  key: string,
): Promise<PlaceRecord | undefined> {
  const place = await anyPlace(db, tenantId, kind, key);
  return place?.deadAt === null ? place : undefined;
}

/** Finds a place, dead or alive. */
export async function anyPlace(
  db: Db,
  tenantId: string,
  kind: PlaceRecord['kind'],
  key: string,
): Promise<PlaceRecord | undefined> {
  return await first(db)`
    select * from place where tenant_id = ${tenantId} and kind = ${kind} and key = ${key}`;
}

/** Revives the channels of a team, because the bot is in the team again. */
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

/** Reads a place by its id, dead or alive. */
export async function readPlace(db: Db, id: number): Promise<PlaceRecord | undefined> {
  return await first(db)`select * from place where id = ${id}`;
}

/** Marks a place as dead. */
export async function markPlaceDead(db: Db, id: number, now: Date): Promise<void> {
  await run(db)`update place set dead_at = ${now} where id = ${id}`;
}

/** Marks a person as unreachable, or a team with all its channels, because somebody uninstalled the bot there. */
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

/** A person whom the bot could not reach, and can again. */
export type ReturnedPlace = { id: number; tenantId: string; personId: string; returnedAt: Date };

/** People whom the bot can reach again, the first to return first. */
export async function returnedPlaces(db: Db, limit: number): Promise<ReturnedPlace[]> {
  return await all(db)`
    select id, tenant_id, key as person_id, returned_at from place
    where returned_at is not null and kind = 'person' and dead_at is null order by returned_at limit ${limit}`;
}

/** Takes a return as handled. True for the one caller who handles it. */
export async function takeReturn(
  db: Db,
  { id, returnedAt }: Pick<ReturnedPlace, 'id' | 'returnedAt'>,
): Promise<boolean> {
  return await changed(db)`
    update place set returned_at = null where id = ${id} and returned_at = ${returnedAt}`;
}
