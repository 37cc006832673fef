import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../../src/graph/people/read-person.ts';
import { startGuestChecks } from '../../../src/work/redemption/guest-check-loop.ts';
import { makeApproved } from '../../store/make-request.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine, runLoop } from '../run-engine.ts';
import { patienceMs, type Workshop } from '../workshop.ts';

/** Invites this number of partners to Atlas. No notification has named them yet. */
export async function invited(t: TestContext, shop: Workshop, count: number): Promise<Person[]> {
  const addresses = Array.from({ length: count }, (_, n) => `p${n}@fabrikam.com`);
  const id = await makeApproved(shop.db, { addresses });
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await engine.stop();
  await sql`update guest set look_due_at = null`.execute(shop.db);
  return addresses.flatMap((address) => shop.directory.people.get(address) ?? []);
}

/** Runs the checks of guests. Graph answers each with this person. */
export function runLooking(
  t: TestContext,
  shop: Workshop,
  readPerson: (objectId: string) => Promise<Person | undefined>,
) {
  const looking = startGuestChecks({
    ...shop,
    ...shop.directory,
    patienceMs,
    readPerson,
    accepted() {},
  });
  runLoop(t, shop, looking);
}

/** What the one alert says about access. */
export async function accessOf({ db }: Workshop): Promise<string | undefined> {
  const { rows } = await sql<{ access: string }>`select access from alert`.execute(db);
  return rows[0]?.access;
}
