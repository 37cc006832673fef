import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { endingTotals } from '../../../src/store/endings/reviewed-endings.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { rowsOf } from '../../../src/store/requests/request-rows.ts';
import type { EndingWish } from '../../../src/work/drafting/ending-wish.ts';
import { startEndings } from '../../../src/work/taking/start-endings.ts';
import { makeApproved, makeDraft, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { alex, askAndReview, confirmEnd, olga, sam } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd } from '../taking/ends.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test('a requester whose guest loses access or has lost it may ask the owners for another end', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await engine.stop();
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await startEndings(shop.db, 9, shop.clock.now());
  const asks = { kind: 'extend', addresses: [jane], projectKey: 'atlas' } as const;
  const wish = { ...asks, until: '2026-05-01' };
  const during = (await askAndReview(shop, alex, wish)) ?? 0;
  assert.equal((await rowsOf(shop.db, during))[0]?.problems[0]?.code, 'end under way');
  runEngine(t, shop.deps('two'));
  await untilDone(shop, end);
  assert.equal(await askAndReview(shop, sam, wish), undefined, 'nobody else hears of it');
  const anew = (await askAndReview(shop, alex, wish)) ?? 0;
  assert.equal(await confirmEnd(shop, alex, anew), 'confirmed');
  assert.deepEqual(await statesIn(shop.db, anew), ['awaiting approval']);
  const other = await makeApproved(shop.db, { addresses: [jane], requester: olga.personId });
  await untilDone(shop, other);
  assert.equal(await askAndReview(shop, alex, wish), undefined, 'the present access is of another');
});

test('the review of an end says what goes only after a restore of the account', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const account = shop.directory.people.get(jane);
  if (account) shop.directory.people.set(jane, { ...account, deleted: true });
  shop.directory.deletedAt.set(account?.objectId ?? '', shop.clock.now());
  const end = (await askAndReview(shop, olga, { kind: 'end', requestId: id })) ?? 0;
  const [row] = await invitationsOf(shop.db, end);
  assert.equal(row?.findings?.deleted, true);
  assert.deepEqual(
    row?.findings?.takes.map(({ kind }) => kind),
    ['group'],
  );
  const { losing, takes, deleted } = await endingTotals(shop.db, end);
  assert.deepEqual([losing, takes, deleted], [0, 0, 1]);
});

test('an end of nothing says why, by name: the access is over, or was not given yet', async (t) => {
  const shop = await openWorkshop(t, server);
  const joe = 'joe@fabrikam.com';
  const id = await makeApproved(shop.db, { addresses: [jane, joe] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await untilDone(shop, await makeEnd(shop.db, { requestIds: [id], at: shop.clock.now() }));
  const why = async (wish: EndingWish, who = olga) => {
    const request = await askAndReview(shop, who, wish);
    const rows = request === undefined ? [] : await rowsOf(shop.db, request);
    return rows.map(({ partner, problems }) => [partner.address, problems[0]?.code]);
  };
  const over = [jane, joe].map((address) => [address, 'access over already']);
  assert.deepEqual(await why({ kind: 'end', requestId: id }), over);
  assert.deepEqual(await why({ kind: 'end', requestId: id }, sam), [], 'nobody else hears of it');
  const named = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
  assert.deepEqual(await why(named), over.slice(0, 1));
  const waiting = await makeDraft(shop.db, { addresses: [jane] });
  const awaits = sql`update invitation set state = 'awaiting approval' where request_id = ${waiting}`;
  await awaits.execute(shop.db);
  const notYet = [[jane, 'nothing given yet']];
  for (const wish of [named, { kind: 'end', requestId: waiting } as const])
    assert.deepEqual(await why(wish), notYet);
});
