import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import { groups, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { resultLines } from './results-of.ts';
import { startJourney } from './start.ts';
import { ask, askToTheEnd, assertClean, confirm, drop } from './steps.ts';

const clubId = '9a000000-0000-4000-8000-00000000c1b0';
const equippedId = '9a000000-0000-4000-8000-00000000e901';
const skuId = '5c000000-0000-4000-8000-000000000001';
const own = { owners: [people.adele.objectId], approval: { required: false } };
const licences = [{ skuId, usageLocation: 'NL' }];
const more = [
  { ...own, key: 'club', name: 'Club', access: { groups: [clubId] } },
  { ...own, key: 'equipped', name: 'Equipped', access: { groups: [equippedId], licences } },
];
const clock = await makePracticeClock();
const journey = await startJourney({
  knobs: kindKnobs,
  env: { REPLICATION_PATIENCE: 'PT8S', CLOCK_OFFSET_FILE: clock.file },
  projects: { projects: [...projectsFile.projects, ...more] },
});
const { tenant } = journey;
after(async () => {
  await journey[Symbol.asyncDispose]();
  await clock.remove();
});
const club = tenant.addGroup({ id: clubId, displayName: 'Club', unified: true });
tenant.addGroup({ id: equippedId, displayName: 'Equipped', skuIds: [skuId] });

const at = (name: string) => `${name}@fabrikam.example`;
const writesTo = (path: string) =>
  tenant.requests({ method: 'PATCH', path: new RegExp(`^/groups/${path}`) });
const isIn = (group: string, address: string) =>
  tenant.membersOf(group).includes(tenant.user(address)?.id ?? '');
const list = (addresses: readonly string[]) => `email\n${addresses.join('\n')}\n`;

test('the bot halves a refused twenty until the culprit is alone, and adds the others', async () => {
  const colleagues = Array.from({ length: 19 }, (_, n) => at(`colleague${n}`));
  for (const [n, address] of colleagues.entries()) {
    tenant.addMember(`colleague${n}@contoso.example`, { createdAt: 0, otherMails: [address] });
  }
  const culprit = at('culprit');
  tenant.addGuest(culprit, { createdAt: 0, externalUserState: 'Accepted' });
  const rows = [...colleagues.slice(0, 11), culprit, ...colleagues.slice(11)];
  const review = await drop(journey, 'alex', { content: list(rows), text: 'to club' });
  // The group closes to guests after the review. Graph adds all members of a call or none.
  club.refusesGuests = true;
  await confirm(review);
  await review.says(/done, some failed/);
  assert.ok(colleagues.every((address) => isIn(clubId, address)));
  assert.equal(isIn(clubId, culprit), false);
  assert.match(review.text(), /19 .*1\b/s);
  assert.match(review.text(), /does not (take|accept) guests|takes no guests|guests may not/i);
  const sizes = writesTo(clubId).map(
    ({ body }) => JSON.stringify(body).split('directoryObjects').length - 1,
  );
  assert.ok(sizes.length < 20, `as many calls as one each: ${sizes}`);
  assert.equal(sizes.at(0), 20);
  assertClean(journey);
});

test('the bot does not assign a licence that comes with the group, and the results say so', async () => {
  const address = at('licensed');
  const review = await askToTheEnd(journey, 'alex', `invite ${address} to equipped`);
  assert.ok(isIn(equippedId, address));
  assert.deepEqual(tenant.licencesOf(tenant.user(address)?.id ?? ''), [skuId]);
  const user = `^/users/${tenant.user(address)?.id}`;
  assert.deepEqual(tenant.requests({ method: 'POST', path: new RegExp(user) }), []);
  assert.deepEqual(tenant.requests({ method: 'PATCH', path: new RegExp(user) }), []);
  const [line = ''] = await resultLines(journey, review);
  assert.match(line, /licence comes with the group Equipped/);
});

test('when the directory is slower than the patience the access fails with a reason, and retry gives it without a second mail', async () => {
  const rows = ['slow.one', 'slow.two'].map(at);
  tenant.turn({ lagMs: { references: 3600_000 } });
  const review = await drop(journey, 'alex', { content: list(rows), text: 'to beacon' });
  await confirm(review);
  await review.says(/done, some failed/);
  assert.match(review.text(), /Entra did not know the new guest after 1 minute/);
  assert.ok(rows.every((address) => !isIn(groups.beaconPartners.id, address)));
  tenant.turn(kindKnobs);
  await review.click('request.retry');
  await review.says(/Request #\d+: done\n/);
  for (const address of rows) {
    assert.equal(tenant.mails(address).length, 1, address);
    assert.ok(isIn(groups.beaconPartners.id, address), address);
  }
  assertClean(journey);
});

test('when Graph throttles without end the bot gives up after 12 attempts, and retry begins again', async () => {
  const address = at('throttled.for.ever');
  const how = { status: 429, body: { error: { code: 'TooManyRequests', message: 'Later.' } } };
  const review = await ask(journey, 'alex', `invite ${address} to beacon`);
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how, times: 12 });
  const tried = () => tenant.requests({ method: 'POST', path: /^\/invitations/ }).length;
  const before = tried();
  await confirm(review);
  for (let n = 1; n <= 12; n += 1) {
    await tenant.until(() => tried() >= before + n);
    // The longest pause between two attempts is shorter.
    await clock.turn(n * 61_000);
  }
  await review.says(/Request #\d+: failed/);
  assert.match(review.text(), /Given up after 12 attempts/);
  assert.equal(tried() - before, 12, 'twelve attempts');
  assert.equal(tenant.mails(address).length, 0);
  await review.click('request.retry');
  await review.says(/Request #\d+: done\n/);
  assert.equal(tenant.mails(address).length, 1);
  assert.ok(isIn(groups.beaconPartners.id, address));
});
