import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';

/** So many permits in any span of so many seconds. */
export type Rate = { count: number; seconds: number };

/** One of the limits that a call counts against: how many permits it needs, and how many are left to callers in a hurry. */
export type CallLimit = { name: string; rate: Rate; share: number; reserve: number };

/**
 * Takes permits for up to so many calls at once, for all replicas, by the database's clock: a call gets all that it needs
 * or nothing. Says how many calls may go, and the milliseconds after which asking for the others makes sense.
 */
export async function takeCalls(
  db: Db,
  limits: readonly CallLimit[],
  wanted: number,
): Promise<{ given: number; waitMs: number }> {
  const all = limits.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { rows } = await sql<{ given: number; wait: number }>`
    select given, wait from take_calls(${all.map(({ name }) => name)}::text[], ${all.map(({ rate }) => rate.count)}::integer[],
      (select array_agg(make_interval(secs => s)) from unnest(${all.map(({ rate }) => rate.seconds)}::float8[]) s),
      ${all.map(({ share }) => share)}::integer[], ${all.map(({ reserve }) => reserve)}::integer[], ${wanted})`.execute(
    db,
  );
  return { given: rows[0]?.given ?? 0, waitMs: rows[0]?.wait ?? 0 };
}

/** Limits that each key has for itself, and one that all keys share. */
export type SharedLimit = { name: string; each: readonly Rate[]; all: Rate };

/**
 * Takes a permit for each key, or says how long the first of its limits to refuse takes. What was taken before that is
 * gone: name the shortest span first. Every caller takes the keys in one order and what is shared last, so that
 * none of two can hold what the other one waits for.
 */
export async function takePermits(
  db: Db,
  limit: SharedLimit,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const take = (name: RawBuilder<unknown>, { count, seconds }: Rate) =>
    sql`take_permit(${name}, ${count}, make_interval(secs => ${seconds}), 0)`;
  const own = limit.each.map(
    (rate) => sql`nullif(${take(sql`${`${limit.name} ${rate.seconds} `}::text || key`, rate)}, 0)`,
  );
  // Coalesce goes from left to right and ends at the first that is no null; the aggregate ends before its row is read.
  const { rows } = await sql<{ key: string; wait: number }>`
    with own as materialized (
      select array_agg(key) as keys, array_agg(coalesce(${sql.join(own)}, 0)) as waits
      from unnest(${keys.toSorted()}::text[]) as key)
    select key, case when wait > 0 then wait else ${take(sql`${`${limit.name} tenant`}`, limit.all)} end as wait
    from own, unnest(own.keys, own.waits) as taken(key, wait)`.execute(db);
  return new Map(rows.map(({ key, wait }) => [key, wait]));
}

/** Nobody gets a permit of this name for so long: Graph said so. A longer pause that is running stays. */
export async function pausePace(db: Db, name: string, seconds: number): Promise<void> {
  await sql`
    insert into pace (name, allowed, paused_until) values (${name}, 0, clock_timestamp() + make_interval(secs => ${seconds}))
    on conflict (name) do update set paused_until = greatest(pace.paused_until, excluded.paused_until)`.execute(
    db,
  );
}
