import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { lostAfter } from '../fake-directory.ts';
import { letPass, minutesSince, until, untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test("when the clock is set forward the bot's patience is not shorter, and no partner gets a second mail", async (t) => {
  const shop = await openWorkshop(t, server);
  const began = shop.clock.now();
  // Graph made the guest, and its directory shows it only after some minutes.
  shop.directory.nextInvites.push(() => ({ kind: 'lost' }));
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await until(shop, () => shop.directory.invited().length === 1);
  let set = 0;
  for (const hours of [1, 24, 720]) {
    shop.clock.advance(hours * 3_600_000);
    set += hours * 60;
    await letPass(shop, 30_000);
    assert.equal(shop.directory.invited().length, 1, `after ${hours} hours at once`);
  }
  shop.directory.put(jane, { createdAt: began });
  await untilDone(shop, id);
  assert.ok(minutesSince(began, shop.clock) < set + 10);
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

const hour = 3_600_000;

for (const [how, ahead] of [
  ['ahead of', hour],
  ['behind', -hour],
] as const) {
  test(`a bot whose clock is ${how} Graph's finds its guest, and takes nobody else's for its own`, async (t) => {
    const shop = await openWorkshop(t, server);
    const graphNow = () => new Date(shop.clock.now().getTime() - ahead);
    const [mine, theirs] = [jane, 'omar@fabrikam.com'];
    const madeAt = () => new Date(graphNow().getTime() - hour / 2);
    shop.directory.nextInvites.push(
      () => lostAfter(() => shop.directory.put(mine, { createdAt: graphNow() })),
      () => lostAfter(() => shop.directory.put(theirs, { createdAt: madeAt() })),
    );
    const ids = [];
    runEngine(t, shop.deps('one', graphNow));
    for (const address of [mine, theirs]) {
      ids.push(await makeApproved(shop.db, { addresses: [address] }));
      await untilDone(shop, ...ids);
    }
    const states = await Promise.all(ids.map((id) => statesIn(shop.db, id)));
    assert.deepEqual(states, [['complete'], ['unknown']]);
  });
}
