import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import { applications, groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { runStatement } from '../store/test-server.ts';
import { withPortal } from './portal.ts';
import { resultsFile } from './results-of.ts';
import { shareDatabase } from './share-database.ts';
import { startJourney } from './start.ts';
import { ask, askToTheEnd, assertClean, confirm, drop, isDone } from './steps.ts';

const wiki = applications.beaconWiki.servicePrincipalId;
const defaultRole = '00000000-0000-0000-0000-000000000000';
const clock = await makePracticeClock();
await using stack = new AsyncDisposableStack();
const database = await shareDatabase(stack);
const journey = await startJourney({
  database,
  knobs: kindKnobs,
  env: { REPLICATION_PATIENCE: 'PT60S', CLOCK_OFFSET_FILE: clock.file },
  projects: withPortal,
});
const { tenant } = journey;
stack.defer(() => clock.remove());
stack.use(journey);
const all = stack.move();
after(() => all.disposeAsync());

/** Turns the clocks of the tenant and the bot together. */
async function later(seconds: number): Promise<void> {
  tenant.turn({ clockOffsetMs: tenant.knobs.clockOffsetMs + seconds * 1000 });
  await clock.turn(tenant.knobs.clockOffsetMs);
}

const at = (name: string) => `${name}@fabrikam.example`;
const inBeacon = (address: string) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');
const ownRoles = (address: string) => tenant.rolesOf(tenant.user(address)?.id ?? '').length;

// This test is first, because the bot reads the access through groups once a minute.
test('the bot does not assign a role that comes with the group, and the results say so', async () => {
  const address = at('comes.along');
  tenant.assignRole({
    principalId: groups.beaconPartners.id,
    resourceId: wiki,
    appRoleId: defaultRole,
  });
  const before = tenant.requests({ method: 'POST', path: /appRoleAssignedTo/ }).length;
  const rows = [address, at('comes.too')];
  const review = await drop(journey, 'alex', {
    content: `email\n${rows.join('\n')}\n`,
    text: 'to beacon',
  });
  await confirm(review);
  await review.says(isDone);
  assert.ok(rows.every(inBeacon));
  assert.equal(tenant.requests({ method: 'POST', path: /appRoleAssignedTo/ }).length, before);
  const { text } = await resultsFile(journey, review);
  assert.match(text, /comes\.along@.*comes with the group Beacon partners/);
  assertClean(journey);
});

for (const status of [500, 502, 503, 504]) {
  test(`after ${status} to a membership and a role, and no answer to the invitation, the guest has everything once`, async () => {
    const address = at(`gateway.${status}`);
    // The answers do not show the effect. The bot searches for the invitation, and repeats the other calls.
    tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'lost after' });
    tenant.failNext({ method: 'PATCH', path: /^\/groups\//, how: { status } });
    tenant.failNext({ method: 'POST', path: /appRoleAssignedTo/, how: { status } });
    await askToTheEnd(journey, 'alex', `invite ${address} to portal`);
    assert.equal(tenant.mails(address).length, 1);
    assert.ok(inBeacon(address));
    assert.equal(ownRoles(address), 1);
  });
}

for (const how of ['400', '404'] as const) {
  test(`while the directory answers ${how} for a fresh guest the access waits, and then the bot gives it`, async () => {
    const address = at(`lagging.${how}`);
    // The lag lasts until the card has said so.
    const lagMs = 3600_000;
    tenant.turn({ freshReference: how, lagMs: { references: lagMs, appRoles: lagMs } });
    const review = await ask(journey, 'alex', `invite ${address} to portal`);
    await confirm(review);
    await review.says(/waits until Entra knows the new guest everywhere/);
    tenant.turn({ lagMs: { references: 0, appRoles: 0 } });
    await review.says(isDone);
    assert.equal(tenant.mails(address).length, 1);
    assert.ok(inBeacon(address));
    assert.equal(ownRoles(address), 1);
    tenant.turn({ freshReference: 'mixed', ...kindKnobs });
  });
}

test('a wait that Graph asks for all calls delays the invitations too, and the card says until when', async () => {
  const address = at('waits.scope');
  const scope = 'Tenant_Application/ReadWrite/app/tenant';
  const headers = { 'retry-after': '600', 'x-ms-throttle-scope': scope };
  const body = { error: { code: 'TooManyRequests', message: 'Please retry again later.' } };
  tenant.failNext({
    method: 'PATCH',
    path: /^\/groups\//,
    how: { status: 429, body, headers },
  });
  const review = await ask(journey, 'alex', `invite ${address} to beacon`);
  await confirm(review);
  await review.says(/Microsoft asks us to wait until/);
  const other = await ask(journey, 'adele', 'invite waits.too@fabrikam.example to beacon');
  const calls = () => tenant.requests({ method: 'POST', path: /^\/invitations/ }).length;
  const before = calls();
  await confirm(other);
  await other.says(/Microsoft asks us to wait until/);
  assert.equal(calls(), before, 'the bot invites nobody before');
  await later(600);
  // The database's own clock measures the wait, and no test can turn that one.
  await runStatement(database.DATABASE_URL, 'update pace set paused_until = clock_timestamp()');
  await review.says(isDone);
  await other.says(isDone);
});
