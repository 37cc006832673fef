import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { countInvitations } from '../../../src/store/invitations/invitations.ts';
import { resultPages } from '../../../src/store/requests/results.ts';
import { applyRule, group, makeApproved, type ProjectRule } from '../../store/make-request.ts';
import type { TestServer } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd } from '../taking/ends.ts';
import { access, idOf, isIn, untilShown } from '../taking/janes-access.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { jane } from './due-scene.ts';

const noPermission = {
  kind: 'refused',
  reason: { code: 'permission missing', values: { permission: 'GroupMember.ReadWrite.All' } },
} as const;

/** Jane with a group and a role, after an end that got neither, or only the role. */
export async function unfinishedEnd(
  t: TestContext,
  server: TestServer,
  got: 'nothing' | 'the role',
  rule?: ProjectRule,
) {
  const shop = await openWorkshop(t, server);
  if (rule !== undefined) await applyRule(shop.db, rule);
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await untilShown(shop);
  // Any of the calls may come first.
  for (const _ of ['group', 'role', ...(rule === undefined ? [] : ['block'])])
    shop.directory.nextTakes.push((effect) => {
      if (got === 'nothing') return noPermission;
      const taken = effect();
      if (isIn(shop)) return taken;
      shop.directory.members.get(group)?.add(idOf(shop));
      return noPermission;
    });
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.equal(isIn(shop), true);
  return { shop, id, end };
}

/** The words about the request that invited: its counts, and its results. */
export async function toRead({ db }: Workshop, id: number) {
  const [row] = (await Array.fromAsync(resultPages(db, id))).flat();
  const counts = await countInvitations(db, id);
  return [counts.map(({ state }) => state).join(), row?.state, row?.reason?.code];
}
