import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownHints } from '../../bot/webhooks/own-notifications.ts';
import { writeValue } from '../../src/store/kept-values.ts';
import { subscriptionRow } from '../../src/work/redemption/subscription-state.ts';
import { startDatabase } from '../store/start-database.ts';

const server = await startDatabase();
const now = new Date('2026-11-02T09:00:00Z');
const hint = (clientState: string) => ({ clientState });

/** A bot whose subscription has this secret. The test moves its clock, and may change the secret. */
async function scene(t: Parameters<typeof server.fresh>[0], clientState: string) {
  const { db } = await server.fresh(t);
  const change = (secret: string) => {
    const held = { id: 's', url: 'u', clientState: secret, expiresAt: now.toISOString() };
    const dueAt = now.toISOString();
    return writeValue(
      db,
      subscriptionRow,
      { held, old: [], failures: 0, dueAt, strays: null },
      now,
    );
  };
  await change(clientState);
  let at = 0;
  const clock = { now: () => now, sleep: async () => {} };
  const log = { warn() {}, debug() {}, info() {}, error() {}, child: () => log };
  const own = ownHints({ db, clock, log, moment: () => at });
  const later = (ms: number) => {
    at += ms;
  };
  return { own, change, later };
}

test('the bot keeps only notifications with the secret of its subscription', async (t) => {
  const { own } = await scene(t, 'ours');
  assert.deepEqual(await own([hint('ours'), hint('guessed')]), [hint('ours')]);
});

test('the bot reads the secrets again before it drops a notification, but not for each stranger', async (t) => {
  const { own, change, later } = await scene(t, 'first');
  assert.deepEqual(await own([hint('first')]), [hint('first')]);
  await change('second');
  later(200);
  assert.deepEqual(await own([hint('second')]), [], 'it read them a moment ago');
  later(100);
  assert.deepEqual(await own([hint('second')]), [hint('second')]);
  assert.deepEqual(await own([hint('first')]), []);
});
