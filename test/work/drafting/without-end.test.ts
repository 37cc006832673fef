import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { askEnding } from '../../../src/work/drafting/ask-ending.ts';
import { makeApproved } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { maxRows, olga } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning } from '../run-engine.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test('a wish for access without an end is answered by whether the access has one', async (t) => {
  const shop = await openRunning(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  await untilDone(shop, id);
  const wish = { kind: 'extend', addresses: [jane], projectKey: 'atlas', endless: true } as const;
  const answer = async () => (await askEnding({ ...shop, maxRows }, olga, wish)).kind;
  assert.equal(await answer(), 'no end');
  const endsAt = new Date(shop.clock.now().getTime() + 86_400_000);
  await sql`update invitation set ends_at = ${endsAt}, end_zone = 'UTC' where request_id = ${id}`.execute(
    shop.db,
  );
  assert.equal(await answer(), 'end stays');
  const { rows } = await sql`select from request where kind = 'extend'`.execute(shop.db);
  assert.equal(rows.length, 0);
});
