import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyProjects } from '../../../src/store/projects.ts';
import { makeApproved, makeProject, start, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { openWorkshop } from '../workshop.ts';
import { byHand, endedJane, jane, person } from './ended-jane.ts';

const server = await startDatabase();

test('an end takes the access and says that the account stays open where Entra does not allow the block', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyProjects(shop.db, [makeProject('atlas', { whenOver: 'block' })], start);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const permission = 'User.EnableDisableAccount.All';
  // Whichever of the two calls comes first: only the block is refused.
  for (const _ of ['take', 'block'])
    shop.directory.nextTakes.push((effect) => {
      const taken = effect();
      if (person(shop)?.accountEnabled !== false) return taken;
      byHand(shop, { accountEnabled: true });
      return { kind: 'refused', reason: { code: 'permission missing', values: { permission } } };
    });
  const end = await makeEnd(shop.db, { requestIds: [id], at: shop.clock.now() });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done taken',
    'block done kept (account not blocked)',
  ]);
  assert.deepEqual(await statesIn(shop.db, end), ['complete']);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  assert.deepEqual(await reasonsOf(shop, end), ['account not blocked']);
});

test('an account that is blocked still, for lack of a permission, gets no new access', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
  const values = { permission: 'User.EnableDisableAccount.All' };
  const refusal = { kind: 'refused', reason: { code: 'permission missing', values } } as const;
  shop.directory.nextTakes.push(() => refusal);
  const foundId = person(shop)?.objectId ?? '';
  const again = await makeApproved(shop.db, { addresses: [jane], plan: 'access only', foundId });
  await untilDone(shop, again);
  assert.deepEqual(await statesIn(shop.db, again), ['failed']);
  assert.deepEqual(await reasonsOf(shop, again), ['account not unblocked']);
});
