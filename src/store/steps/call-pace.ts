import type { Db } from '../database.ts';
import { one, run } from '../statement.ts';

/** At most so many permits in any span of so many seconds. */
export type Rate = { count: number; seconds: number };

/**
 * A limit that a call counts against: how many permits the call needs, and how many a bulk caller leaves to others.
 */
export type CallLimit = { name: string; rate: Rate; share: number; reserve: number };

/**
 * Takes permits for up to `wanted` calls, for all replicas, by the clock of the database. A call gets every permit
 * that it needs or none. Returns how many calls may go, and after how many milliseconds to ask for the rest.
 */
export async function takeCalls(
  db: Db,
  limits: readonly CallLimit[],
  wanted: number,
): Promise<{ given: number; waitMs: number }> {
  const inOrder = limits.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { given, wait } = await one(db)<{ given: number; wait: number }>`
    select given, wait from take_calls(${inOrder.map(({ name }) => name)}::text[], ${inOrder.map(({ rate }) => rate.count)}::integer[],
      (select array_agg(make_interval(secs => s)) from unnest(${inOrder.map(({ rate }) => rate.seconds)}::float8[]) s),
      ${inOrder.map(({ share }) => share)}::integer[], ${inOrder.map(({ reserve }) => reserve)}::integer[], ${wanted})`;
  return { given, waitMs: wait };
}

/**
 * Stops permits of this name for so many seconds, because Graph said so. A longer pause that already runs stays.
 */
export async function pausePace(db: Db, name: string, seconds: number): Promise<void> {
  await run(db)`
    insert into pace (name, allowed, paused_until, paused_at)
    values (${name}, 0, clock_timestamp() + make_interval(secs => ${seconds}), clock_timestamp())
    on conflict (name) do update set paused_until = excluded.paused_until, paused_at = excluded.paused_at
      where pace.paused_until is null or pace.paused_until < excluded.paused_until`;
}
