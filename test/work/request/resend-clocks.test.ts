import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resendMail } from '../../../src/work/request/resend-mail.ts';
import { requesterId, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { until } from '../pass-time.ts';
import { stepsOf } from '../read-steps.ts';
import { workOff } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const address = 'jane@fabrikam.com';
const hourMs = 3600_000;

test('mails that went under a clock that was ahead hold nobody up after it was set back', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.clock.set(30 * 24 * hourMs);
  await workOff(t, shop, { addresses: [address] });
  const sight = { tenantId, requesterId, own: true, all: false, projects: [] };
  const resend = () => resendMail(shop, sight, { address });
  const mailed = () =>
    until(shop, async () => (await stepsOf(shop.db)).every(({ state }) => state === 'done'));
  shop.clock.advance(2 * 60_000);
  assert.deepEqual(await resend(), { kind: 'begun', count: 1 });
  await mailed();
  assert.deepEqual(await resend(), { kind: 'once a day' });
  shop.clock.set(-30 * 24 * hourMs);
  assert.deepEqual(await resend(), { kind: 'begun', count: 1 });
  // The rules hold for what comes after.
  await mailed();
  assert.deepEqual(await resend(), { kind: 'once a day' });
  const owner = { ...sight, requesterId: 'olga', projects: ['atlas'] };
  assert.deepEqual(await resendMail(shop, owner, { address }), { kind: 'a minute ago' });
});
