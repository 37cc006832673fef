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

test('calls that Graph takes in and answers too late are looked for, and their effects are there once', async () => {
  const address = at('too.late');
  for (const call of [invite, membership, role]) tenant.failNext({ ...call, how: 'held after' });
  await askToTheEnd(journey, 'alex', `invite ${address} to portal`);
  assert.equal(tenant.held(), 3, 'nothing was answered');
  assertEquipped(address);
  tenant.release();
  assertClean(journey);
});

test('calls that Graph carries out only after we have stopped waiting are not made again beside that', async () => {
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

test('connections that break off before or after the effect cost nobody a mail or an access', async () => {
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

test('whatever gateways say to an invitation, and whether it was carried out or not, one mail goes', async () => {
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
  // Those of whom there was no trace were sent for again, which may be once too often for all we know.
  const lines = await resultLines(journey, review);
  assert.equal(lines.filter((line) => /The email may have been sent twice/.test(line)).length, 4);
  assertClean(journey);
});
