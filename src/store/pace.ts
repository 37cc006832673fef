import { sql } from 'kysely';
import type { Db } from './database.ts';

/** So many permits in any span of so many seconds. */
export type Rate = { count: number; seconds: number };

/**
 * Takes one permit for all replicas, by the database's clock. Returns 0 when it was given, otherwise the milliseconds
 * after which asking again makes sense. `reserve` permits are left to callers in a hurry.
 */
export async function takePermit(
  db: Db,
  name: string,
  rate: Rate,
  reserve: number,
): Promise<number> {
  const { rows } = await sql<{ wait: number }>`
    select take_permit(${name}, ${rate.count}, make_interval(secs => ${rate.seconds}), ${reserve}) as wait`.execute(
    db,
  );
  return rows[0]?.wait ?? 0;
}

/** Nobody gets a permit of this name for so long: Graph said so. A longer pause that is running stays. */
export async function pausePace(db: Db, name: string, seconds: number): Promise<void> {
  await sql`
    insert into pace (name, allowed, paused_until) values (${name}, 0, clock_timestamp() + make_interval(secs => ${seconds}))
    on conflict (name) do update set paused_until = greatest(pace.paused_until, excluded.paused_until)`.execute(
    db,
  );
}
