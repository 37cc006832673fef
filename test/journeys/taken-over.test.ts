import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runBot } from '../sandbox/run-bot.ts';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { shareDatabase } from './share-database.ts';
import { startJourney } from './start.ts';
import { assertClean, confirm, doneInTheEnd, drop } from './steps.ts';

const stack = new AsyncDisposableStack();
after(() => stack.disposeAsync());
const database = await shareDatabase(stack);
const journey = stack.use(
  await startJourney({
    knobs: kindKnobs,
    database,
    // Only the schedule polls, and all replicas share it.
    env: { REPLICATION_PATIENCE: 'PT20S', REDEMPTION_POLL: 'PT3S', PUBLIC_URL: '' },
  }),
);
const { tenant, teams, bot: first } = journey;
const second = await runBot({
  tenant,
  // Teams goes on calling the first replica.
  teams: { setBot: () => undefined },
  database,
  env: { REPLICATION_PATIENCE: 'PT20S', REDEMPTION_POLL: 'PT3S', PUBLIC_URL: '' },
});
stack.defer(async () => void (await second.stop()));

const invitations = () => tenant.requests({ method: 'POST', path: /^\/invitations/ }).length;
const polls = () => tenant.requests({ path: /^\/users\/delta/ }).length;

test('two replicas share one request, and when one dies the other takes over its steps', async (t) => {
  const rows = Array.from({ length: 40 }, (_, n) => `shared${n}@fabrikam.example`);
  const review = await drop(journey, 'alex', {
    content: `email\n${rows.join('\n')}\n`,
    text: 'to beacon',
  });
  // The tenant holds every call, so that each replica has steps when one of them dies.
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held after', times: 30 });
  await confirm(review);
  await tenant.until(() => tenant.held() === 30);
  const killedAt = Date.now();
  await second.kill();
  tenant.release();
  await doneInTheEnd(journey, 'alex', review.subject);
  t.diagnostic(`from the kill to the end of all its steps: ${Date.now() - killedAt} ms`);
  for (const address of rows) {
    assert.equal(tenant.mails(address).length, 1, address);
    assert.ok(tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? ''));
  }
  assert.ok(invitations() <= rows.length, 'no partner is invited twice');
  assertClean(journey);
});

test('another replica takes over the only step of a killed one', async (t) => {
  const address = 'only.one@fabrikam.example';
  const inGroup = () =>
    tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');
  const review = await drop(journey, 'alex', { content: `email\n${address}\n`, text: 'to beacon' });
  tenant.failNext({ method: 'PATCH', path: /^\/groups\//, how: 'held before' });
  await confirm(review);
  await tenant.until(() => tenant.held() === 1);
  await second.restart();
  const killedAt = Date.now();
  await first.kill();
  teams.setBot(`${second.url}/api/messages`);
  await tenant.until(inGroup);
  const took = Date.now() - killedAt;
  t.diagnostic(`from the kill to the next effect: ${took} ms`);
  tenant.release();
  await doneInTheEnd(journey, 'alex', review.subject);
  assert.equal(tenant.mails(address).length, 1);
  await first.restart();
});

test('schedules run once for all replicas', async () => {
  // Each start asks for a poll at once.
  const started = polls();
  await tenant.until(() => polls() >= started + 2);
  const before = polls();
  await tenant.until(() => polls() >= before + 11);
  const times = tenant
    .requests({ path: /^\/users\/delta/ })
    .slice(before, before + 11)
    .map(({ at }) => Date.parse(at));
  const span = Math.max(...times) - Math.min(...times);
  // A poll is due 1.25 s after the one before, and a replica makes it at its next second. Eleven polls take at least
  // 12.5 s, less if the first came late. If each replica had its own chain, they would take half of that.
  assert.ok(span >= 9_500, `${times.length} polls in ${span} ms`);
});
