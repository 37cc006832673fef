import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { FoundPerson } from '../../../src/graph/people/found-person.ts';
import { recordDeletion } from '../../../src/work/redemption/record-departure.ts';
import { makeApproved, type ProjectRule, tenantId } from '../../store/make-request.ts';
import type { TestServer } from '../../store/start-database.ts';
import { askAndReview, confirmEnd, omar } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning } from '../run-engine.ts';
import { makeEnd } from '../taking/ends.ts';
import type { Workshop } from '../workshop.ts';

export const jane = 'jane@fabrikam.com';
export const person = (shop: Workshop) => shop.directory.people.get(jane);

/** Changes Jane's account by hand, as somebody does in the portal. */
export function byHand({ directory }: Workshop, changes: Partial<FoundPerson>): void {
  const before = directory.people.get(jane);
  if (before !== undefined) directory.people.set(jane, { ...before, ...changes });
}

type Jane = { shop: Workshop; id: number };

/** Jane, whom the bot has invited. */
export async function invitedJane(
  t: TestContext,
  server: TestServer,
  rule?: ProjectRule,
): Promise<Jane> {
  const shop = await openRunning(t, server, rule);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  await untilDone(shop, id);
  return { shop, id };
}

/** Jane, whom the bot invited, at the end of her only access. */
export async function endedJane(
  t: TestContext,
  server: TestServer,
  rule: ProjectRule,
): Promise<Jane & { end: number }> {
  const { shop, id } = await invitedJane(t, server, rule);
  const end = await makeEnd(shop.db, { requestIds: [id], at: shop.clock.now() });
  await untilDone(shop, end);
  return { shop, id, end };
}

/** An operator removes or restores Jane's account, and confirms. `meanwhile`: what happens before that. */
export async function byOmar(
  shop: Workshop,
  kind: 'remove' | 'restore',
  meanwhile: () => unknown = () => undefined,
): Promise<number> {
  const request =
    (await askAndReview(shop, omar, { kind, people: [{ line: 1, said: jane }] })) ?? 0;
  await meanwhile();
  assert.equal(await confirmEnd(shop, omar, request), 'confirmed');
  return request;
}

/** Graph says that this account is deleted. */
export const hearDeletion = (shop: Workshop, objectId = person(shop)?.objectId ?? '') =>
  recordDeletion(shop, { tenantId, objectId });
