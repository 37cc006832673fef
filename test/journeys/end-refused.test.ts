import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups, oneOpenProject, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import * as accountLists from './account-lists.ts';
import { dutchMistakes, jane, mistakes } from './ending-mistakes.ts';
import { speakers } from './ending-steps.ts';
import { resultLines } from './results-of.ts';
import { hasVerb, type Shown } from './shown.ts';
import { startJourney } from './start.ts';
import { anything, askToTheEnd, assertClean, confirm, drop, forge, say, writes } from './steps.ts';

/** Beside the practice company's: one that blocks accounts when access ends. */
const dune = {
  ...oneOpenProject('Dune', groups.beaconPartners.id).projects[0],
  whenOver: 'block' as const,
};
const journey = await startJourney({
  knobs: kindKnobs,
  projects: { projects: [...projectsFile.projects, dune] },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());
for (const person of ['alex', 'adele', 'megan', 'isaiah'] as const)
  await teams.installPersonal(person);

// Gina is a guest and an operator.
tenant.putInGroup(groups.operators.id, people.gina.objectId);
await askToTheEnd(journey, 'alex', `invite ${jane} to beacon`);

for (const [person, line, answer] of mistakes) {
  test(`${person} types "${line}"`, async () => {
    const before = writes(journey).length;
    const said = await say(journey, person, line);
    await said.says(answer);
    assert.equal(said.has('request.confirm'), false);
    assert.equal(writes(journey).length, before);
    assert.ok(tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(jane)?.id ?? ''));
    assertClean(journey);
  });
}

test('the bot answers the same mistakes in Dutch, and changes nothing', async () => {
  const speak = speakers(journey);
  for (const person of ['alex', 'adele', 'isaiah'] as const) await speak(person, 'nl');
  const before = writes(journey).length;
  for (const [person, line, answer] of dutchMistakes) {
    const said = await say(journey, person, line);
    await said.says(answer);
    assert.equal(said.has('request.confirm'), false, line);
  }
  const twice = await say(journey, 'adele', `intrekken ${jane}, ${jane.toUpperCase()} uit beacon`);
  await twice.says(/1 gast verliest/);
  await twice.click('request.cancel');
  const content = `version:v1.0\r\nE-mail,User name [userPrincipalName] Required\r\n${jane},${jane}`;
  const mixed = await drop(journey, 'alex', { content }, anything);
  await mixed.says(/koppen die accounts verwijderen of terugzetten, en koppen die uitnodigen/);
  assert.equal(writes(journey).length, before);
  for (const person of ['alex', 'adele', 'isaiah'] as const) await speak(person, 'en');
  assertClean(journey);
});

test('a list that removes and invites does neither', async () => {
  const before = writes(journey).length;
  const content = [
    'version:v1.0',
    'Email address to invite [inviteeEmail] Required,User name [userPrincipalName] Required',
    'joe@fabrikam.example,joe@fabrikam.example',
  ].join('\r\n');
  const said = await drop(journey, 'alex', { content }, anything);
  await said.says(/headings that remove or restore accounts, and headings that invite/);
  assert.equal(writes(journey).length, before);
  assertClean(journey);
});

test('a list of accounts is for operators, and says so where it names none or words stand beside it', async () => {
  await accountLists.namesNone(journey);
  await accountLists.wordsBeside(journey, jane);
  await accountLists.forOperators(journey, jane);
  assertClean(journey);
});

test('the bot counts an address that is typed twice once', async () => {
  const said = await say(journey, 'adele', `revoke ${jane}, ${jane.toUpperCase()} from beacon`);
  await said.says(/1 guest loses access/);
  await said.click('request.cancel');
});

test('a line may name a guest by name, and the card shows the address', async () => {
  for (const line of ['revoke Jane from beacon', 'intrekken jane uit beacon']) {
    const said = await say(journey, 'adele', line, (message) =>
      hasVerb(message, 'request.confirm'),
    );
    assert.match(said.text(), /1 guest loses access to Beacon/);
    assert.match(said.text(), /jane@fabrikam\.example/);
    assert.doesNotMatch(said.text(), /Please note/);
    await said.click('request.cancel');
  }
});

test('an operator names an account by its object id', async () => {
  const id = tenant.user(jane)?.id ?? '';
  const said = await say(journey, 'alex', `remove ${id.toUpperCase()}`);
  await said.says(/jane@fabrikam\.example/);
  assert.ok(said.has('request.confirm'));
  await said.click('request.cancel');
});

test('a stranger cannot answer a notice, undo an approval or confirm an end by its number', async () => {
  const before = writes(journey).length;
  for (const [verb, data] of [
    ['ending.extend', { noticeId: 1, until: 'P30D' }],
    ['ending.let', { noticeId: 1 }],
    ['approval.undo', { approvalId: 1 }],
    ['request.confirm', { requestId: 1, version: 1 }],
  ] as const) {
    const clicked = await forge(journey, 'isaiah', verb, data);
    assert.equal(clicked.shown, 'message', verb);
  }
  assert.equal(writes(journey).length, before);
});

const at = (name: string) => `${name}@fabrikam.example`;
const inBeacon = (address: string) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');
const review = (person: 'alex' | 'adele', text: string) =>
  say(journey, person, text, (message) => hasVerb(message, 'request.confirm'));
const ended = (card: Shown) => card.says(/Request #\d+: done/);

test('revoke with a number takes back the access that the request gave', async () => {
  const invited = await askToTheEnd(
    journey,
    'alex',
    `invite ${at('number.one')}, ${at('number.two')} to beacon`,
  );
  const both = await say(journey, 'adele', 'extend Number in beacon until 2027-06-30');
  await both.says(/More than one guest fits.*number\.one@fabrikam.*number\.two@fabrikam/s);
  const card = await review('alex', `revoke #${invited.subject}`);
  assert.match(card.text(), /2 guests lose access to Beacon/);
  await confirm(card);
  await ended(card);
  assert.ok(!inBeacon(at('number.one')) && !inBeacon(at('number.two')));
  const lines = await resultLines(journey, invited);
  for (const line of lines) assert.match(line, /,revoked,/);
  assertClean(journey);
});

test('access that a guest had before stays, and the card says why', async () => {
  const there = tenant.addGuest(at('there.before'));
  tenant.putInGroup(groups.beaconPartners.id, there.id);
  await askToTheEnd(journey, 'alex', `invite ${at('there.before')} to beacon`);
  const card = await review('adele', `revoke ${at('there.before')} from beacon`);
  assert.match(card.text(), /Guestlist takes back:\s+Beacon Wiki/);
  assert.match(card.text(), /Beacon partners stays: Guestlist did not give it/);
  await confirm(card);
  await ended(card);
  assert.ok(inBeacon(at('there.before')));
  const [line = ''] = await resultLines(journey, card, 'adele');
  assert.match(line, /,revoked,/);
  assertClean(journey);
});

test('without the permission to remove accounts the results name it, and access still ends', async () => {
  tenant.turn({ missingConsent: ['User.DeleteRestore.All', 'User.ReadWrite.All'] });
  const removal = await review('alex', `remove ${jane}`);
  await confirm(removal);
  await removal.says(/Request #\d+: failed/);
  const [line = ''] = await resultLines(journey, removal);
  assert.match(line, /,failed,.*User\.DeleteRestore\.All/);
  const end = await review('adele', `revoke ${jane} from beacon`);
  await confirm(end);
  await ended(end);
  assert.ok(tenant.user(jane) !== undefined && !inBeacon(jane));
  tenant.turn({ missingConsent: [] });
  assertClean(journey);
});

test('where Entra does not allow a block, the access ends, and card and results say that the account stays', async () => {
  for (const [name, missing] of [
    ['greg', ['User.EnableDisableAccount.All', 'User.ReadWrite.All']],
    ['hugo', ['RoleManagement.Read.Directory']],
  ] as const) {
    await askToTheEnd(journey, 'alex', `invite ${at(name)} to dune`);
    tenant.turn({ missingConsent: [...missing] });
    const end = await review('adele', `revoke ${at(name)} from dune`);
    await confirm(end);
    await ended(end);
    assert.match(end.text(), new RegExp(`account stays.*lacks the permission ${missing[0]}`));
    assert.doesNotMatch(end.text(), /failed/);
    const lines = await resultLines(journey, end, 'adele');
    assert.match(`${lines}`, new RegExp(`,revoked,.*${missing[0]}`));
    assert.ok(tenant.user(at(name))?.accountEnabled === true && !inBeacon(at(name)));
    tenant.turn({ missingConsent: [] });
    await end.click('request.retry');
    await tenant.until(() => tenant.user(at(name))?.accountEnabled === false);
    await end.says(/done(?!.*account stays)/s);
  }
  assertClean(journey);
});
