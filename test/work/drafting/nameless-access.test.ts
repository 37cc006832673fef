import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstEndings } from '../../../src/store/endings/reviewed-endings.ts';
import { forgetGuests } from '../../../src/store/guests/forget-guests.ts';
import { statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { jane } from '../ending/due-scene.ts';
import { askAndReview, confirmEnd, olga } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { isIn } from '../taking/janes-access.ts';
import { endJane, forget, found, idsIn, janeAndWalter } from './jane-and-walter.ts';

const server = await startDatabase();

test('an owner ends access of which the bot has deleted the name', async (t) => {
  const { shop, ofJane, ofWalter } = await janeAndWalter(t, server);
  await forget(shop, [ofJane, ofWalter]);
  await forgetGuests(shop.db, [ofJane, ofWalter]);
  const end = (await askAndReview(shop, olga, endJane)) ?? 0;
  const about = await idsIn(shop, ofJane);
  assert.deepEqual(await found(shop, end), [{ address: jane, about, kind: 'end' }]);
  const [shown] = await firstEndings(shop.db, end, 1);
  assert.deepEqual(shown?.given, [jane]);
  assert.equal(await confirmEnd(shop, olga, end), 'confirmed');
  await untilDone(shop, end);
  assert.equal(isIn(shop), false);
  assert.deepEqual(await statesIn(shop.db, ofJane), ['revoked']);
  assert.deepEqual(await statesIn(shop.db, ofWalter), ['complete']);
});
