import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOf } from '../../../src/store/requests/request-rows.ts';
import { run } from '../../../src/store/statement.ts';
import { makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning } from '../run-engine.ts';
import type { Workshop } from '../workshop.ts';
import { askAndReview, confirmEnd, olga } from './ending-scene.ts';

const server = await startDatabase();
const [given, over, failed, waits, rejected] = ['given', 'over', 'failed', 'waits', 'rejected'].map(
  (name) => `${name}@fabrikam.com`,
) as [string, string, string, string, string];

const others = {
  [over]: 'revoked',
  [failed]: 'failed',
  [waits]: 'awaiting approval',
  [rejected]: 'rejected',
};

/** Sets what became of partners of a request. */
async function become({ db }: Workshop, id: number, states: Readonly<Record<string, string>>) {
  for (const [address, state] of Object.entries(states)) {
    await run(
      db,
    )`update invitation set state = ${state} where request_id = ${id} and address = ${address}`;
  }
}

/** The review of an end of the request: each partner, and why their access cannot end. */
async function reviewed(shop: Workshop, id: number) {
  const end = (await askAndReview(shop, olga, { kind: 'end', requestId: id })) ?? 0;
  const rows = await rowsOf(shop.db, end);
  return { end, said: rows.map(({ partner, problems }) => [partner.address, problems[0]?.code]) };
}

test('an end of a request says of each partner what becomes of them', async (t) => {
  const shop = await openRunning(t, server);
  const addresses = [given, over, failed, waits, rejected];
  const id = await makeApproved(shop.db, { addresses });
  await untilDone(shop, id);
  await become(shop, id, others);
  const { end, said } = await reviewed(shop, id);
  assert.deepEqual(said, [
    [given, undefined],
    [over, 'access over already'],
    [failed, 'guest not in project'],
    [waits, 'nothing given yet'],
    [rejected, 'guest not in project'],
  ]);
  assert.equal(await confirmEnd(shop, olga, end), 'rows wrong');
  assert.equal(await confirmEnd(shop, olga, end, { onlyValid: true }), 'confirmed');
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), [
    ...['revoked', 'revoked', 'failed', 'awaiting approval', 'rejected'],
  ]);
});

test('an end of a request says so of each partner, too, where nobody has access any more', async (t) => {
  const shop = await openRunning(t, server);
  const id = await makeApproved(shop.db, { addresses: [given, over, failed, waits, rejected] });
  await untilDone(shop, id);
  await become(shop, id, { ...others, [given]: 'revoked' });
  assert.deepEqual((await reviewed(shop, id)).said, [
    [given, 'access over already'],
    [over, 'access over already'],
    [failed, 'guest not in project'],
    [waits, 'nothing given yet'],
    [rejected, 'guest not in project'],
  ]);
  // Where nothing of it was ever given, there is nothing to end.
  const came = Object.fromEntries([given, over, failed, waits].map((each) => [each, 'failed']));
  await become(shop, id, { ...came, [rejected]: 'rejected' });
  assert.deepEqual((await reviewed(shop, id)).said, []);
});
