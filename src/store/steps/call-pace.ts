import type { Db } from '../database.ts';
import { one, run } from '../statement.ts';

/** At most so many permits in any span of so many seconds. */
export type Rate = { count: number; seconds: number };

/**
 * A limit that a call counts against: how many permits the call needs, and how many a bulk caller leaves to others.
 * `statedSeconds`: the span of Graph's own window, where calls that are on the way for long count in it.
 */
export type CallLimit = {
  name: string;
  rate: Rate;
  share: number;
  reserve: number;
  statedSeconds?: number;
};

/**
 * No answer takes longer. The replica that made an older call has died, and the call has come to Graph or never will.
 */
const longestSeconds = 40;

/**
 * Takes permits for up to `wanted` calls, for all replicas, at one instant of the database's clock. A call gets every
 * permit that it needs or none. Returns how many calls may go, and after how many milliseconds to ask for the rest.
 * `calls`: the new ones of a limit with `statedSeconds`; they count until `endCalls` names them.
 */
export async function takeCalls(
  db: Db,
  limits: readonly CallLimit[],
  wanted: number,
): Promise<{ given: number; waitMs: number; calls: readonly number[] }> {
  const inOrder = limits.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { given, wait, calls } = await one(db)<{ given: number; wait: number; calls: number[] }>`
    select given, wait, calls from take_calls(${inOrder.map(({ name }) => name)}::text[], ${inOrder.map(({ rate }) => rate.count)}::integer[],
      (select array_agg(make_interval(secs => s) order by nr) from unnest(${inOrder.map(({ rate }) => rate.seconds)}::float8[]) with ordinality as each (s, nr)),
      ${inOrder.map(({ share }) => share)}::integer[], ${inOrder.map(({ reserve }) => reserve)}::integer[],
      (select array_agg(make_interval(secs => s) order by nr) from unnest(${inOrder.map(({ statedSeconds }) => statedSeconds ?? null)}::float8[]) with ordinality as each (s, nr)),
      make_interval(secs => ${longestSeconds}), ${wanted})`;
  return { given, waitMs: wait, calls };
}

/**
 * Notes that Graph answered these calls, or that the bot does not make them after all. A second time changes nothing.
 */
export async function endCalls(db: Db, calls: readonly number[]): Promise<void> {
  await run(db)`
    update pace_call set over_at = clock_timestamp() where id = any(${calls}::bigint[]) and over_at is null`;
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
