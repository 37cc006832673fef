import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { ask, assertClean, confirm, drop, isDone } from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  env: { GRAPH_INVITATION_LIMIT: '10/1s' },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const invite = { method: 'POST', path: /^\/invitations/ } as const;
const rowsOf = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${name}${n}@fabrikam.example`);
const list = (rows: readonly string[]) => `email\n${rows.join('\n')}\n`;
const inBeacon = (address: string) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');

test('a request for one partner overtakes a running list, and two lists share the pace', async () => {
  const [many, others] = [rowsOf('many', 120), rowsOf('other', 120)];
  const first = await drop(journey, 'alex', { content: list(many), text: 'to beacon' });
  const second = await drop(journey, 'alex', { content: list(others), text: 'to beacon' });
  const one = await ask(journey, 'adele', 'invite only.one@fabrikam.example to beacon');
  await confirm(first);
  await confirm(second);
  await tenant.until(() => tenant.mails().length > 40);
  await confirm(one);
  await one.says(isDone);
  const sentTo = (rows: readonly string[]) =>
    tenant.mails().filter(({ to }) => rows.includes(to)).length;
  const place = tenant.mails().findIndex(({ to }) => to === 'only.one@fabrikam.example');
  assert.ok(place < 200, `${place} of 240 mails went before it`);
  await tenant.until(() => sentTo(many) === many.length);
  assert.ok(sentTo(others) >= 30, `${sentTo(others)} when the first list was done`);
  await first.says(isDone);
  await second.says(isDone);
  assertClean(journey);
});

test("when the tenant allows less than the bot's limit throttling slows the bot, and it invites everybody once", async () => {
  tenant.turn({ limits: { invitations: { count: 15, seconds: 5 } } });
  const rows = rowsOf('narrow', 40);
  const before = tenant.requests(invite).length;
  const review = await drop(journey, 'alex', { content: list(rows), text: 'to beacon' });
  await confirm(review);
  await review.says(isDone);
  for (const address of rows) {
    assert.equal(tenant.mails(address).length, 1, address);
    assert.ok(inBeacon(address), address);
  }
  const calls = tenant.requests(invite).slice(before);
  const refused = calls.filter(({ status }) => status === 429).length;
  assert.ok(refused > 0 && refused < 40, `${refused} calls were throttled`);
  assert.deepEqual(teams.faults, []);
});
