import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { endedRequests } from '../../../src/store/endings/untold-ends.ts';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { group, makeApproved, otherGroup, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { endRequest } from '../ending/due-scene.ts';
import { until, untilDone } from '../pass-time.ts';
import type { Workshop } from '../workshop.ts';
import { byOmar, invitedJane, jane, person } from './ended-jane.ts';

const server = await startDatabase();
const noPermission = {
  kind: 'refused',
  reason: { code: 'permission missing', values: { permission: 'GroupMember.ReadWrite.All' } },
} as const;

/** Jane, whose account an operator removed, and whom an invitation to another project brings back. */
async function broughtBack(t: TestContext, address: string) {
  const { shop, id: first } = await invitedJane(t, server);
  await untilDone(shop, await byOmar(shop, 'remove'));
  const account = person(shop);
  assert.ok(account !== undefined);
  shop.directory.people.delete(jane);
  shop.directory.people.set(address, account);
  const foundId = account.objectId;
  const access = { groups: [otherGroup], apps: [], licences: [] };
  const wish = { addresses: [address], plan: 'restore', foundId, access } as const;
  const again = await makeApproved(shop.db, { ...wish, projectKey: 'other' });
  await untilDone(shop, again);
  const isIn = (each: string) => shop.directory.members.get(each)?.has(foundId) === true;
  assert.ok(isIn(group), 'Entra restores its groups');
  return { shop, first, again, isIn };
}

const ends = async ({ db }: Workshop) =>
  (await sql`select 1 from invitation where kind = 'end'`.execute(db)).rows.length;

for (const address of [jane, 'jane.doe@fabrikam.com'])
  test(`what a removed account had before does not come back with an invitation to another project: ${address}`, async (t) => {
    const { shop, first, again, isIn } = await broughtBack(t, address);
    await beginDueEnds(shop);
    await until(shop, () => !isIn(group));
    await until(shop, async () => `${await statesIn(shop.db, first)}` === 'revoked');
    assert.ok(isIn(otherGroup));
    assert.deepEqual(await statesIn(shop.db, again), ['complete']);
    await beginDueEnds(shop);
    assert.equal(await ends(shop), 1, 'it ends once');
    const [told] = (await endedRequests(shop.db, 9)).filter(
      ({ projectKey }) => projectKey === 'atlas',
    );
    assert.deepEqual([told?.cause, told?.ended], ['returned', 1]);
    const [{ guestId } = { guestId: null }] = await invitationsOf(shop.db, first);
    const story = await guestHistory(shop.db, { id: guestId ?? 0, address: jane }, [first]);
    const taken = story.filter(({ what }) => what === 'returned access taken');
    assert.deepEqual(
      taken.map(({ requestId }) => requestId),
      [told?.requestId],
    );
  });

test('access that came back and that Graph does not let the bot take is tried once, and then by hand', async (t) => {
  const { shop, isIn } = await broughtBack(t, jane);
  shop.directory.nextTakes.push(() => noPermission);
  for (let n = 0; n < 3; n += 1) {
    await beginDueEnds(shop);
    await untilDone(shop, await endRequest(shop.db));
  }
  assert.equal(await ends(shop), 1);
  assert.ok(isIn(group));
});
