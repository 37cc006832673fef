import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { cancelRequest } from '../../../src/work/request/cancel-request.ts';
import { startEndings } from '../../../src/work/taking/start-endings.ts';
import { makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { askAndReview, confirmEnd, olga, sam } from '../ending/ending-scene.ts';
import { until, untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const dayMs = 86_400_000;
const wish = { kind: 'resend', projectKey: 'atlas' } as const;
const names = ['jane', 'walter', 'rosa'];
const addresses = names.map((name) => `${name}@fabrikam.com`);

/** Three partners who were invited so long ago. */
async function invited(t: Parameters<typeof openWorkshop>[0], daysAgo: number): Promise<Workshop> {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, await makeApproved(shop.db, { addresses }));
  await engine.stop();
  shop.clock.advance(daysAgo * dayMs);
  return shop;
}

/** How many mails each partner got. */
const mails = ({ directory }: Workshop) =>
  addresses.map((address) => directory.invited().filter((each) => each === address).length);

const accept = (shop: Workshop, address: string) =>
  sql`update guest set state = 'accepted' where address = ${address}`.execute(shop.db);

test('all of a project who have not accepted get one more mail, and none within three days after it', async (t) => {
  const shop = await invited(t, 4);
  await accept(shop, 'rosa@fabrikam.com');
  const id = (await askAndReview(shop, olga, wish)) ?? 0;
  assert.equal((await readRequest(shop.db, id))?.kind, 'resend');
  assert.equal(await confirmEnd(shop, olga, id), 'confirmed');
  assert.equal(await confirmEnd(shop, olga, id), 'moved on');
  runEngine(t, shop.deps('two'));
  await untilDone(shop, id);
  assert.deepEqual(mails(shop), [2, 2, 1]);
  assert.deepEqual(await statesIn(shop.db, id), ['complete', 'complete']);
  assert.deepEqual(await reasonsOf(shop, id), ['mail sent again', 'mail sent again']);
  assert.equal(await askAndReview(shop, olga, wish), undefined, 'everybody had a mail');
  assert.equal(await askAndReview(shop, sam, wish), undefined, 'neither owner nor operator');
});

test('a partner who accepts, or gets a mail from another request, after the review gets none', async (t) => {
  const shop = await invited(t, 4);
  const first = (await askAndReview(shop, olga, wish)) ?? 0;
  const second = (await askAndReview(shop, olga, wish)) ?? 0;
  await accept(shop, 'jane@fabrikam.com');
  for (const id of [first, second]) assert.equal(await confirmEnd(shop, olga, id), 'confirmed');
  runEngine(t, shop.deps('one'));
  runEngine(t, shop.deps('two'));
  await untilDone(shop, first, second);
  assert.deepEqual(mails(shop), [1, 2, 2]);
  const reasons = [...(await rowReasons(shop, first)), ...(await rowReasons(shop, second))];
  assert.deepEqual(reasons.toSorted(), [
    'accepted meanwhile',
    'accepted meanwhile',
    'mail sent again',
    'mail sent again',
    'mailed lately',
    'mailed lately',
  ]);
});

async function rowReasons({ db }: Workshop, id: number): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select reason->>'code' as code from invitation where request_id = ${id} order by row`.execute(
    db,
  );
  return rows.map(({ code }) => code);
}

test('a mail is not sent to somebody whose mail was switched off, whom Entra refused, or whose account is blocked', async (t) => {
  const shop = await invited(t, 4);
  await sql`update invitation set send_mail = false where address = 'jane@fabrikam.com'`.execute(
    shop.db,
  );
  await sql`update guest set blocked_at = ${shop.clock.now()} where address = 'walter@fabrikam.com'`.execute(
    shop.db,
  );
  const id = (await askAndReview(shop, olga, wish)) ?? 0;
  const request = await readRequest(shop.db, id);
  assert.deepEqual(request?.review?.warnings, [
    { code: 'left out of resend', values: { lately: 0, off: 1, refused: 1, days: 3 } },
  ]);
  await confirmEnd(shop, olga, id);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(mails(shop), [1, 1, 2]);
});

test('a mail whose answer a kill lost is unknown and is never repeated', async (t) => {
  const shop = await invited(t, 4);
  const id = (await askAndReview(shop, olga, wish)) ?? 0;
  await confirmEnd(shop, olga, id);
  const deps = shop.deps('one');
  let left = 1;
  const dying = {
    ...deps,
    invite: async (invitation: Parameters<typeof deps.invite>[0]) => {
      const answer = await deps.invite(invitation);
      if (left > 0) {
        left -= 1;
        throw new Error('killed after the call');
      }
      return answer;
    },
  };
  const engine = runEngine(t, dying);
  await until(shop, () => left === 0);
  await engine.stop();
  runEngine(t, shop.deps('two'));
  await untilDone(shop, id);
  assert.deepEqual(mails(shop), [2, 2, 2]);
  assert.deepEqual((await statesIn(shop.db, id)).toSorted(), ['complete', 'complete', 'unknown']);
  assert.equal(await askAndReview(shop, olga, wish), undefined, 'it may have gone a moment ago');
});

test('of a large request the first ten mails go alone, and Entra refusing several of them holds the rest', async (t) => {
  const shop = await openWorkshop(t, server);
  const many = Array.from({ length: 60 }, (_, n) => `p${n}@fabrikam.com`);
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, await makeApproved(shop.db, { addresses: many }));
  await engine.stop();
  shop.clock.advance(4 * dayMs);
  const id = (await askAndReview(shop, olga, wish)) ?? 0;
  await confirmEnd(shop, olga, id);
  const refusal = { kind: 'refused', reason: { code: 'cross-tenant settings' } } as const;
  const isHeld = async () => (await readRequest(shop.db, id))?.heldAt != null;
  runEngine(t, { ...shop.deps('two'), invite: () => Promise.resolve(refusal) });
  await until(shop, isHeld);
  const states = await statesIn(shop.db, id);
  assert.equal(states.filter((state) => state === 'approved').length, 50);
  assert.equal(shop.directory.invited().length, 60);
});

test('after Cancel no mail goes whose step began and was not sent', async (t) => {
  const shop = await invited(t, 4);
  const id = (await askAndReview(shop, olga, wish)) ?? 0;
  await confirmEnd(shop, olga, id);
  await startEndings(shop.db, 100, shop.clock.now());
  assert.deepEqual(await statesIn(shop.db, id), ['working', 'working', 'working']);
  assert.equal((await cancelRequest(shop, olga, id)).kind, 'cancelled');
  runEngine(t, shop.deps('two'));
  await untilDone(shop, id);
  assert.deepEqual(mails(shop), [1, 1, 1]);
  assert.deepEqual(await statesIn(shop.db, id), ['cancelled', 'cancelled', 'cancelled']);
  const again = (await askAndReview(shop, olga, wish)) ?? 0;
  await confirmEnd(shop, olga, again);
  await untilDone(shop, again);
  assert.deepEqual(mails(shop), [2, 2, 2], 'a mail that did not go keeps no other back');
});
