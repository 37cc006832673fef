import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { statesIn } from '../store/make-request.ts';
import type { FakeClock } from './fake-clock.ts';
import type { Workshop } from './workshop.ts';

/** Lets time pass while the replicas rest, until `isSo`. Fails after six hours of that time. */
export async function until(
  shop: Workshop,
  isSo: () => boolean | Promise<boolean>,
  stepMs = 500,
): Promise<void> {
  const end = shop.clock.now().getTime() + 6 * 3600_000;
  while (!(await isSo())) {
    await pass(shop, stepMs);
    assert.ok(shop.clock.now().getTime() < end, 'the awaited state did not come within six hours');
  }
}

/** Lets time pass in large steps. For spans in which the test expects nothing. */
export async function letPass(shop: Workshop, ms: number): Promise<void> {
  const end = shop.clock.now().getTime() + ms;
  while (shop.clock.now().getTime() <= end) await pass(shop, 10_000);
}

async function pass(shop: Workshop, ms: number): Promise<void> {
  if (mayPass(shop) && !(await isHeld(shop.db)) && mayPass(shop)) {
    shop.clock.advance(ms);
    shop.rest.sinceRest += ms;
  } else await setImmediate();
}

function mayPass({ clock, rest }: Workshop): boolean {
  const atRest = rest.ending === 0 && clock.asleep() >= rest.loops;
  if (atRest) rest.sinceRest = 0;
  return rest.sinceRest < rest.leapMs || atRest;
}

export async function untilDone(shop: Workshop, ...requestIds: readonly number[]): Promise<void> {
  await until(shop, async () => {
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from request where id = any(${requestIds}::bigint[]) and state <> 'done'`.execute(
      shop.db,
    );
    return rows[0]?.open === 0;
  });
}

/** Waits until a request's invitations have these states, row by row. */
export async function untilStates(
  shop: Workshop,
  requestId: number,
  states: readonly string[],
): Promise<void> {
  await until(shop, async () => `${await statesIn(shop.db, requestId)}` === `${states}`);
}

async function isHeld(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 from step where lease_until is not null and state in ('due', 'intended', 'looking') limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

export const minutesSince = (from: Date, clock: FakeClock) =>
  (clock.now().getTime() - from.getTime()) / 60_000;
