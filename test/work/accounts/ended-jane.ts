import type { TestContext } from 'node:test';
import type { FoundPerson } from '../../../src/graph/people/found-person.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { makeApproved, makeProject, start } from '../../store/make-request.ts';
import type { TestServer } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd } from '../taking/ends.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

export const jane = 'jane@fabrikam.com';
export const person = (shop: Workshop) => shop.directory.people.get(jane);

/** Changes Jane's account by hand, as somebody does in the portal. */
export function byHand({ directory }: Workshop, changes: Partial<FoundPerson>): void {
  const before = directory.people.get(jane);
  if (before !== undefined) directory.people.set(jane, { ...before, ...changes });
}

/** Jane, whom the bot invited, at the end of her only access. */
export async function endedJane(
  t: TestContext,
  server: TestServer,
  rule: Parameters<typeof makeProject>[1],
): Promise<{ shop: Workshop; id: number; end: number }> {
  const shop = await openWorkshop(t, server);
  await applyProjects(shop.db, [makeProject('atlas', rule)], start);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const end = await makeEnd(shop.db, { requestIds: [id], at: shop.clock.now() });
  await untilDone(shop, end);
  return { shop, id, end };
}
