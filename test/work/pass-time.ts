import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { statesIn } from '../store/make-request.ts';
import type { FakeClock } from './fake-clock.ts';
import type { Workshop } from './workshop.ts';

/**
 * Lets time pass while the replicas rest, until `isSo`. Fails after six hours of that time. Growing steps are for the
 * engine alone: nobody else's leases are looked at.
 */
export async function until(
  shop: Workshop,
  isSo: () => boolean | Promise<boolean>,
  step: number | 'growing' = 500,
): Promise<void> {
  const began = shop.clock.now().getTime();
  const passedMs = () => shop.clock.now().getTime() - began;
  while (!(await isSo())) {
    await pass(shop, step === 'growing' ? stepAfter(passedMs(), [500, 10_000]) : step);
    assert.ok(passedMs() < 6 * 3600_000, 'the awaited state did not come within six hours');
  }
}

/** Lets time pass in large steps. For spans in which the test expects nothing. */
export async function letPass(shop: Workshop, ms: number): Promise<void> {
  const began = shop.clock.now().getTime();
  const passedMs = () => shop.clock.now().getTime() - began;
  while (passedMs() <= ms) await pass(shop, stepAfter(passedMs(), [10_000, 60_000]));
}

/** The next step is a twentieth of the time that has passed: the longer a test waits, the less each moment matters. */
const stepAfter = (passedMs: number, [leastMs, mostMs]: readonly [number, number]) =>
  Math.min(mostMs, Math.max(leastMs, passedMs / 20));

async function pass(shop: Workshop, ms: number): Promise<void> {
  if (mayPass(shop) && !(await isHeld(shop.db)) && mayPass(shop)) {
    const stepMs = isAtRest(shop) ? ms : Math.min(ms, 500);
    shop.clock.advance(stepMs);
    shop.rest.sinceRest += stepMs;
  } else await somebodyRests(shop);
}

/** Waits until a loop falls asleep, or for a moment: something else may have happened in it. */
async function somebodyRests({ clock }: Workshop): Promise<void> {
  const over = new AbortController();
  const moment = setTimeout(5, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([clock.rests(), moment]);
  over.abort();
}

const isAtRest = ({ clock, rest }: Workshop) => rest.ending === 0 && clock.asleep() >= rest.loops;

function mayPass(shop: Workshop): boolean {
  const atRest = isAtRest(shop);
  if (atRest) shop.rest.sinceRest = 0;
  return shop.rest.sinceRest < shop.rest.leapMs || atRest;
}

export async function untilDone(shop: Workshop, ...requestIds: readonly number[]): Promise<void> {
  const isDone = async () => {
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from request where id = any(${requestIds}::bigint[]) and state <> 'done'`.execute(
      shop.db,
    );
    return rows[0]?.open === 0;
  };
  await until(shop, isDone, 'growing');
}

/** Waits until a request's invitations have these states, row by row. */
export async function untilStates(
  shop: Workshop,
  requestId: number,
  states: readonly string[],
): Promise<void> {
  const isSo = async () => `${await statesIn(shop.db, requestId)}` === `${states}`;
  await until(shop, isSo, 'growing');
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
