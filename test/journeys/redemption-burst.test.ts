import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../sandbox/free-port.ts';
import { runBot } from '../sandbox/run-bot.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { shareDatabase } from './share-database.ts';
import { startJourney } from './start.ts';
import { approvalFor, assertClean, confirm, drop, isDone } from './steps.ts';

const count = 220;
await using stack = new AsyncDisposableStack();
const port = await freePort();
const options = {
  database: await shareDatabase(stack),
  // One address for both replicas: the one that survives answers there.
  env: {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    REDEMPTION_POLL: 'PT5S',
    GRAPH_INVITATION_LIMIT: '1000/5s',
  },
};
const knobs = { ...kindKnobs, limits: { invitations: { count: 0, seconds: 5 } } };
const journey = stack.use(await startJourney({ ...options, knobs }));
const { tenant, teams, bot } = journey;
const second = await runBot({ tenant, teams, ...options, port });
stack.defer(async () => void (await second.stop()));
const all = stack.move();
after(() => all.disposeAsync());

const nameOf = (n: number) => `Burst ${String(n).padStart(4, '0')}`;
const addressOf = (n: number) => `burst${n}@fabrikam.example`;

/** The alerts and digests of the channel, and how many partners one tells of. */
const alerts = () =>
  teams
    .messages('megan', 'atlas')
    .filter(({ summary }) => /accepted the invitation/.test(summary ?? ''));
const sizeOf = (summary: string | undefined) =>
  Number(/^(\d+) partners/.exec(summary ?? '')?.[1] ?? 1);
const counted = () => alerts().reduce((sum, { summary }) => sum + sizeOf(summary), 0);
const namesIn = (text: string): readonly string[] => text.match(/Burst \d{4}/g) ?? [];

async function inviteAll(): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => `${addressOf(n)},${nameOf(n)}`);
  const content = `email,name\n${rows.join('\n')}\n`;
  const review = await drop(journey, 'alex', { content, text: 'to atlas' });
  await confirm(review);
  await (await approvalFor(journey, 'adele', review.subject)).click('approval.approve');
  await review.says(isDone, 90_000);
}

async function redeemAll(): Promise<void> {
  const began = Date.now();
  for (let n = 0; n < count; n += 1) {
    await tenant.redeem(addressOf(n));
    if (n === Math.floor(count / 2)) await bot.kill();
    const early = began + (n * 2000) / count - Date.now();
    if (early > 0) await pause(early); // spreads them over two seconds; nothing is waited for
  }
}

/** Every name that one message tells, leafing through its whole list. */
async function namesOf(message: { id: string; summary?: string }): Promise<string[]> {
  const read = () => teams.messages('megan', 'atlas').find(({ id }) => id === message.id);
  const names: string[] = [...namesIn(JSON.stringify(read()?.card))];
  for (let from = 1; from <= sizeOf(message.summary) && sizeOf(message.summary) > 10; from += 50) {
    const click = { from: String(from) };
    const clicked = await teams.click('megan', message.id, 'alert.view', click);
    assert.equal(clicked.shown, 'card', clicked.text ?? '');
    names.push(...namesIn(JSON.stringify(read()?.card)));
  }
  return [...new Set(names)];
}

test('hundreds who accept in two seconds, each notified three times, one of two replicas killed: each is told once', async () => {
  await inviteAll();
  tenant.turn({ notifications: { repeat: 3 } });
  await redeemAll();
  await teams.until(() => counted() >= count, { timeoutMs: 90_000, what: 'everybody told of' });
  const told = (await Promise.all(alerts().map(namesOf))).flat();
  assert.equal(new Set(told).size, count);
  const again = alerts().filter(({ summary }) => /sent again/.test(summary ?? ''));
  if (again.length === 0) assert.equal(told.length, count, 'nobody is told of twice');
  assert.deepEqual(
    teams.wire.filter(({ status }) => status === 429),
    [],
  );
  assertClean(journey);
});
