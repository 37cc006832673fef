import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { rowsOf } from '../../../src/store/requests/request-rows.ts';
import { makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning } from '../run-engine.ts';
import { askAndReview, confirmEnd, olga } from './ending-scene.ts';

const server = await startDatabase();
const [given, over, failed, waits, rejected] = ['given', 'over', 'failed', 'waits', 'rejected'].map(
  (name) => `${name}@fabrikam.com`,
) as [string, string, string, string, string];

test('an end of a request says of each partner what becomes of them', async (t) => {
  const shop = await openRunning(t, server);
  const addresses = [given, over, failed, waits, rejected];
  const id = await makeApproved(shop.db, { addresses });
  await untilDone(shop, id);
  for (const [address, state] of [
    [over, 'revoked'],
    [failed, 'failed'],
    [waits, 'awaiting approval'],
    [rejected, 'rejected'],
  ]) {
    await sql`update invitation set state = ${state} where request_id = ${id} and address = ${address}`.execute(
      shop.db,
    );
  }
  const end = (await askAndReview(shop, olga, { kind: 'end', requestId: id })) ?? 0;
  const rows = await rowsOf(shop.db, end);
  assert.deepEqual(
    rows.map(({ partner, problems }) => [partner.address, problems[0]?.code]),
    [
      [given, undefined],
      [over, 'access over already'],
      [failed, 'guest not in project'],
      [waits, 'nothing given yet'],
      [rejected, 'guest not in project'],
    ],
  );
  assert.equal(await confirmEnd(shop, olga, end), 'rows wrong');
  assert.equal(await confirmEnd(shop, olga, end, { onlyValid: true }), 'confirmed');
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), [
    ...['revoked', 'revoked', 'failed', 'awaiting approval', 'rejected'],
  ]);
});
