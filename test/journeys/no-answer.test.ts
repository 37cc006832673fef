import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { withPortal } from './portal.ts';
import { resultLines } from './results-of.ts';
import { startJourney } from './start.ts';
import { ask, askToTheEnd, assertClean, confirm, drop, isDone } from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  env: { REPLICATION_PATIENCE: 'PT6S', GRAPH_TIMEOUT: 'PT4S' },
  projects: withPortal,
});
const { tenant } = journey;
after(() => journey[Symbol.asyncDispose]());

const invite = { method: 'POST', path: /^\/invitations/ } as const;
const membership = { method: 'PATCH', path: /^\/groups\// } as const;
const role = { method: 'POST', path: /appRoleAssignedTo/ } as const;

const at = (name: string) => `${name}@fabrikam.example`;
const mails = (address: string) => tenant.mails(address).length;
const looks = (address: string) =>
  tenant.requests({ method: 'GET', path: new RegExp(`^/users\\?.*${address}`) }).length;

/** One mail, one membership, one role. */
function assertEquipped(address: string): void {
  const id = tenant.user(address)?.id ?? '';
  assert.equal(mails(address), 1, address);
  assert.ok(tenant.membersOf(groups.beaconPartners.id).includes(id), address);
  assert.equal(tenant.rolesOf(id).length, 1, address);
}

test('when Graph answers too late the bot searches for the effects, and each happens once', async () => {
  const address = at('too.late');
  for (const call of [invite, membership, role]) tenant.failNext({ ...call, how: 'held after' });
  await askToTheEnd(journey, 'alex', `invite ${address} to portal`);
  assert.equal(tenant.held(), 3, 'Graph has answered none');
  assertEquipped(address);
  tenant.release();
  assertClean(journey);
});

test('the bot makes no second call beside one that Graph carries out after the time limit', async () => {
  const address = at('later.still');
  for (const call of [invite, membership, role]) tenant.failNext({ ...call, how: 'held before' });
  const review = await ask(journey, 'alex', `invite ${address} to portal`);
  await confirm(review);
  await tenant.until(() => tenant.held() === 1);
  const before = looks(address);
  await tenant.until(() => looks(address) > before);
  assert.equal(mails(address), 0);
  tenant.release();
  await review.says(isDone);
  assertEquipped(address);
  assert.equal(tenant.requests(invite).filter(({ status }) => status === 201).length, 2);
});

test('no partner loses a mail or access when connections break before or after the effect', async () => {
  const rows = ['broken.before', 'broken.after'].map(at);
  for (const call of [invite, membership, role]) {
    tenant.failNext({ ...call, how: 'reset before' });
    tenant.failNext({ ...call, how: 'reset after' });
  }
  const review = await askToTheEnd(journey, 'alex', `invite ${rows.join(', ')} to portal`);
  for (const address of rows) assertEquipped(address);
  const lines = await resultLines(journey, review);
  assert.equal(lines.filter((line) => /The email may have been sent twice/.test(line)).length, 1);
  assertClean(journey);
});

test("a gateway's error to an invitation leads to one mail, whether Graph carried the call out or not", async () => {
  const statuses = [500, 502, 503, 504];
  const rows = statuses.flatMap((status) => [at(`carried.${status}`), at(`dropped.${status}`)]);
  for (const status of statuses) {
    tenant.failNext({ ...invite, how: { status, after: true } });
    tenant.failNext({ ...invite, how: { status } });
  }
  const review = await drop(journey, 'alex', {
    content: `email\n${rows.join('\n')}\n`,
    text: 'to portal',
  });
  await confirm(review);
  await review.says(isDone);
  for (const address of rows) assertEquipped(address);
  // The bot repeated the four without a trace. It cannot know that the first mails did not go.
  const lines = await resultLines(journey, review);
  assert.equal(lines.filter((line) => /The email may have been sent twice/.test(line)).length, 4);
  assertClean(journey);
});
