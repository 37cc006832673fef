import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { GraphUnavailable } from '../../../src/graph/client/graph-faults.ts';
import { needsOf } from '../../../src/store/endings/grants-to-take.ts';
import { accountsNamed } from '../../../src/store/guests/same-account.ts';
import {
  type InvitationRecord,
  invitationsOf,
} from '../../../src/store/invitations/invitations.ts';
import { rowsOf } from '../../../src/store/requests/request-rows.ts';
import { askEnding } from '../../../src/work/drafting/ask-ending.ts';
import { reviewEnding } from '../../../src/work/ending/review-ending.ts';
import { partnerNamed } from '../../../src/work/named/partner-named.ts';
import { makeDraft, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { jane, untilMay } from '../ending/due-scene.ts';
import { alex, askAndReview, maxRows, olga, reviewDeps } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { makeEnd } from '../taking/ends.ts';
import { idOf } from '../taking/janes-access.ts';
import type { Workshop } from '../workshop.ts';
import { endJane, forget, found, idsIn, janeAndWalter, walter } from './jane-and-walter.ts';

const server = await startDatabase();

/** An invitation that never began, whose review found the account of Jane at this address. */
async function neverBegan(
  shop: Workshop,
  address: string,
  state: InvitationRecord['state'],
): Promise<number> {
  const id = await makeDraft(shop.db, {
    addresses: [address],
    plan: 'access only',
    foundId: idOf(shop),
  });
  const ended = state === 'awaiting approval' || state === 'approved' ? null : shop.clock.now();
  await sql`update request set state = ${ended === null ? 'confirmed' : 'done'}, confirmed_at = ${shop.clock.now()}, ended_at = ${ended}
    where id = ${id}`.execute(shop.db);
  await sql`update invitation set state = ${state}, ended_at = ${ended} where request_id = ${id}`.execute(
    shop.db,
  );
  return id;
}

test('an extension of somebody with a forgotten invitation invites nobody else anew', async (t) => {
  const { shop, ofJane, ofWalter } = await janeAndWalter(t, server);
  const old = await neverBegan(shop, 'jane.doe@fabrikam.com', 'rejected');
  await untilDone(
    shop,
    await makeEnd(shop.db, { requestIds: [ofJane, ofWalter], at: shop.clock.now() }),
  );
  await forget(shop, [old, ofWalter]);
  const own = await askAndReview(shop, olga, untilMay);
  assert.deepEqual(await found(shop, own), [{ address: jane, about: [], kind: 'invite' }]);
});

test('an extension of somebody without access invites no forgotten stranger', async (t) => {
  const { shop, ofJane, ofWalter } = await janeAndWalter(t, server);
  const old = await neverBegan(shop, 'jane.doe@fabrikam.com', 'cancelled');
  await untilDone(
    shop,
    await makeEnd(shop.db, { requestIds: [ofJane, ofWalter], at: shop.clock.now() }),
  );
  await forget(shop, [old, ofJane, ofWalter]);
  const extension = (await askAndReview(shop, olga, untilMay)) ?? 0;
  assert.deepEqual(await found(shop, extension), []);
  const [row] = await rowsOf(shop.db, extension);
  assert.equal(row?.problems[0]?.code, 'guest not in project');
});

for (const state of ['cancelled', 'awaiting approval'] as const) {
  test(`an end takes nothing of somebody whose address the account once had (${state})`, async (t) => {
    const { shop, ofJane, ofWalter } = await janeAndWalter(t, server);
    await neverBegan(shop, walter, state);
    const end = await askAndReview(shop, olga, endJane);
    assert.deepEqual(await found(shop, end), [
      { address: jane, about: await idsIn(shop, ofJane), kind: 'end' },
    ]);
    const { projectKey, until } = untilMay;
    const ofAlex = { kind: 'extend', addresses: [jane], projectKey, until } as const;
    assert.deepEqual(await found(shop, await askAndReview(shop, alex, ofAlex)), [
      { address: jane, about: await idsIn(shop, ofJane), kind: 'extend' },
    ]);
    await untilDone(
      shop,
      await makeEnd(shop.db, { requestIds: [ofJane, ofWalter], at: shop.clock.now() }),
    );
    assert.deepEqual(await statesIn(shop.db, ofWalter), ['revoked']);
    assert.deepEqual(await found(shop, await askAndReview(shop, olga, untilMay)), [
      { address: jane, about: [], kind: 'invite' },
    ]);
  });
}

test('an end cancels what waits under another address of the account', async (t) => {
  const { shop, ofJane } = await janeAndWalter(t, server);
  const waits = await neverBegan(shop, 'jane.doe@fabrikam.com', 'approved');
  const both = [...(await idsIn(shop, ofJane)), ...(await idsIn(shop, waits))];
  const ends = [{ address: jane, about: both, kind: 'end' }];
  assert.deepEqual(await found(shop, await askAndReview(shop, olga, endJane)), ends);
});

test('while the bot checks an invitation for the first time, it belongs to the account that its review found', async (t) => {
  const { shop, ofJane } = await janeAndWalter(t, server);
  const other = 'jane.doe@fabrikam.com';
  const checked = await neverBegan(shop, other, 'working');
  await sql`
    with made as (insert into guest (tenant_id, address, state, made_by_us, transitions)
      values (${tenantId}, ${other}, 'none', false, 0) returning id)
    update invitation set guest_id = made.id from made where request_id = ${checked}`.execute(
    shop.db,
  );
  const both = [...(await idsIn(shop, ofJane)), ...(await idsIn(shop, checked))];
  const [{ guestId } = { guestId: null }] = await invitationsOf(shop.db, ofJane);
  const needs = await needsOf(shop.db, [guestId ?? 0]);
  assert.deepEqual(needs.map(({ invitationId }) => invitationId).toSorted(), both.toSorted());
  const ends = [{ address: jane, about: both, kind: 'end' }];
  assert.deepEqual(await found(shop, await askAndReview(shop, olga, endJane)), ends);
});

test('a requester extends an own guest by an address that Graph alone knows', async (t) => {
  const { shop, ofJane } = await janeAndWalter(t, server);
  const proxy = 'j.doe@fabrikam.com';
  const ofAlex = { ...untilMay, addresses: [proxy] };
  assert.equal(await askAndReview(shop, alex, ofAlex), undefined);
  const accounts = new Map([[proxy, idOf(shop)]]);
  const review = {
    ...reviewDeps(shop),
    findPeople: async () => {
      const found = await shop.directory.findPeople([jane]);
      return new Map([...found.values()].map((person) => [proxy, person]));
    },
  };
  const asked = await askEnding({ ...shop, maxRows }, alex, { ...ofAlex, accounts });
  assert.equal(asked.kind, 'asked');
  const requestId = asked.kind === 'asked' ? asked.requestId : 0;
  await reviewEnding(review, requestId);
  assert.deepEqual(await found(shop, requestId), [
    { address: jane, about: await idsIn(shop, ofJane), kind: 'extend' },
  ]);
  const sight = { tenantId, requesterId: alex.personId, own: true, projects: [], all: false };
  const partner = await partnerNamed(review, sight, proxy);
  assert.equal(typeof partner === 'object' && partner.partner.address, jane);
  const nobody = { ...sight, requesterId: olga.personId };
  assert.equal(await partnerNamed(review, nobody, proxy), 'nobody');
  const findPeople = () => Promise.reject(new GraphUnavailable(30));
  assert.equal(await partnerNamed({ ...review, findPeople }, sight, proxy), 'no answer');
});

test('an address whose guest is being invited belongs to no other account', async (t) => {
  const { shop } = await janeAndWalter(t, server);
  await neverBegan(shop, walter, 'approved');
  const addressesOfJane = async () =>
    (await accountsNamed(shop.db, tenantId, [{ address: jane, objectId: null }]))[0]?.addresses;
  assert.deepEqual(await addressesOfJane(), [jane]);
  await sql`update guest set object_id = null where address = ${walter}`.execute(shop.db);
  assert.deepEqual(await addressesOfJane(), [jane]);
});
