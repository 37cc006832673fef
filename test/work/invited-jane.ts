import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Person } from '../../src/graph/people/read-person.ts';
import { makeApproved } from '../store/make-request.ts';
import { untilDone } from './pass-time.ts';
import { runEngine } from './run-engine.ts';
import type { Workshop } from './workshop.ts';

export const jane = 'jane@fabrikam.com';

/** Invites Jane and gives her access. Returns her directory facts. The engine has stopped by then. */
export async function invited(
  t: TestContext,
  shop: Workshop,
  wish: Omit<Parameters<typeof makeApproved>[1], 'addresses'> = {},
): Promise<Person> {
  const id = await makeApproved(shop.db, { ...wish, addresses: [jane] });
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await engine.stop();
  const person = shop.directory.people.get(jane);
  assert.ok(person);
  return person;
}
