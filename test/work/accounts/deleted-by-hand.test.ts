import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { heedHeard, writeHeard } from '../../../src/store/guests/notified-guests.ts';
import { wantCard } from '../../../src/store/telling/shown-cards.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { startGuestChecks } from '../../../src/work/redemption/guest-check-loop.ts';
import { statesIn, tenantId } from '../../store/make-request.ts';
import { personalChat } from '../../store/personal-chat.ts';
import { startDatabase } from '../../store/start-database.ts';
import { askAndReview, confirmEnd, omar } from '../ending/ending-scene.ts';
import { until, untilDone } from '../pass-time.ts';
import { runLoop } from '../run-engine.ts';
import { checkDeps, type Workshop } from '../workshop.ts';
import { byHand, endedJane, hearDeletion, invitedJane, jane, person } from './ended-jane.ts';

const server = await startDatabase();
const day = 86_400_000;

const givenUp = async ({ db }: Workshop) =>
  (await sql`select 1 from history where what = 'removal given up'`.execute(db)).rows.length;

/** Jane, blocked at the end of her access, whose account goes two days later. */
const toBeRemoved = (t: TestContext) =>
  endedJane(t, server, { whenOver: 'remove', removeAfter: 'P2D' });

/** Time passes, and the account stays. */
async function isLeftAlone(shop: Workshop): Promise<void> {
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  const removals = await sql`select 1 from invitation where kind = 'remove'`.execute(shop.db);
  assert.equal(removals.rows.length, 0);
  assert.equal(person(shop)?.deleted, false);
  assert.equal(await givenUp(shop), 1);
}

test('an account that somebody deleted and restored in the portal is not removed later', async (t) => {
  const { shop } = await toBeRemoved(t);
  const objectId = person(shop)?.objectId ?? '';
  byHand(shop, { deleted: true });
  await hearDeletion(shop, objectId);
  byHand(shop, { deleted: false });
  await isLeftAlone(shop);
});

test('an account that was back before the bot looked is not removed later', async (t) => {
  const { shop } = await toBeRemoved(t);
  const objectId = person(shop)?.objectId ?? '';
  await writeHeard(shop.light, tenantId, [{ objectId, gone: true }]);
  await heedHeard(shop.db, shop.clock.now(), 10);
  const readPerson = async () => shop.directory.people.get(jane);
  runLoop(t, shop, startGuestChecks({ ...checkDeps(shop), readPerson, accepted() {} }));
  await until(shop, async () => (await givenUp(shop)) > 0);
  await isLeftAlone(shop);
});

test("the bot's own removal, heard of before its answer, gives nothing up", async (t) => {
  const { shop } = await toBeRemoved(t);
  const objectId = person(shop)?.objectId ?? '';
  shop.directory.nextTakes.push(async (effect) => {
    const answer = effect();
    await hearDeletion(shop, objectId);
    return answer;
  });
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  await until(shop, () => person(shop)?.deleted === true);
  assert.equal(await givenUp(shop), 0);
});

test('the card of the request that invited is drawn again when the account goes, and when it is back', async (t) => {
  const { shop, id: invited } = await invitedJane(t, server);
  const { id: placeId } = await personalChat(shop.db, shop.clock.now());
  const card = { kind: 'request', subjectId: invited, placeId } as const;
  await wantCard(shop.db, card, shop.clock.now());
  const isDrawnAgain = async () => {
    const { rows } = await sql`
      update shown_card set shown = wanted where subject_id = ${invited} and wanted > shown returning id`.execute(
      shop.db,
    );
    return rows.length > 0;
  };
  assert.ok(await isDrawnAgain());
  for (const kind of ['remove', 'restore'] as const) {
    const people = [{ line: 1, said: jane }];
    const request = (await askAndReview(shop, omar, { kind, people })) ?? 0;
    assert.equal(await isDrawnAgain(), false);
    assert.equal(await confirmEnd(shop, omar, request), 'confirmed');
    await untilDone(shop, request);
    assert.deepEqual(await statesIn(shop.db, request), ['complete']);
    assert.equal(await isDrawnAgain(), true, kind);
  }
});
