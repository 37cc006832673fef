import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, approvalFor, ask, assertClean, confirm, isDone, writes } from './steps.ts';
import { walkTables } from './walk-tables.ts';

const [atlas, beacon] = projectsFile.projects;
const journey = await startJourney({
  knobs: kindKnobs,
  // So long that three acceptances in a row fall into it on a slow machine too.
  env: { ALERT_DIGEST_WINDOW: 'PT10S' },
  projects: {
    projects: [
      {
        ...atlas,
        owners: [people.megan.objectId, people.isaiah.objectId],
        approval: { required: true, approvers: 2 },
      },
      { ...beacon, owners: [people.megan.objectId] },
      { ...beacon, key: 'cobalt', name: 'Cobalt', owners: [], ownersGroup: groups.atlasOwners.id },
    ],
  },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());
for (const person of ['megan', 'adele', 'isaiah', 'alex'] as const)
  await teams.installPersonal(person);

const told = (person: 'alex' | 'adele', words: RegExp) =>
  teams.until(() => teams.messages(person).some((message) => words.test(wordsOf(message))), {
    what: `${words} told to ${person}`,
  });

test('the vote of a former owner does not count, and the bot tells the operators', async () => {
  const address = 'quorum@fabrikam.example';
  const review = await ask(journey, 'alex', `invite ${address} to atlas`);
  await confirm(review);
  await (await approvalFor(journey, 'adele', review.subject)).click('approval.approve');
  tenant.takeFromGroup(groups.atlasOwners.id, people.adele.objectId);
  const megan = await approvalFor(journey, 'megan', review.subject);
  await megan.click('approval.approve');
  await review.says(/waits for Isaiah Langer$/m);
  await told('alex', /Adele Vance no longer decides for Atlas/);
  assert.equal(tenant.user(address), undefined, 'one vote is not two');
  assert.doesNotMatch(megan.text(), /Adele Vance/);
  await (await approvalFor(journey, 'isaiah', review.subject)).click('approval.approve');
  await review.says(isDone);
  assert.equal(tenant.mails(address).length, 1);
  tenant.putInGroup(groups.atlasOwners.id, people.adele.objectId);
});

test('the request of a requester who lost the right before the approval waits for an operator', async () => {
  const address = 'late@fabrikam.example';
  const review = await ask(journey, 'adele', `invite ${address} to atlas`);
  await confirm(review);
  tenant.takeFromGroup(groups.inviters.id, people.adele.objectId);
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  const before = writes(journey).length;
  await (await approvalFor(journey, 'isaiah', review.subject)).click('approval.approve');
  await review.says(/on hold[\s\S]*Adele Vance may no longer invite/);
  await told('alex', /Adele Vance may no longer invite/);
  await told('adele', /Adele Vance may no longer invite/);
  assert.equal(writes(journey).length, before);
  // The requester's own word is not enough.
  await teams.say('adele', `resume #${review.subject}`);
  await told('adele', /Request #\d+ goes on|goes on/i);
  await review.says(/on hold/);
  assert.equal(tenant.user(address), undefined);
  await teams.say('alex', `resume #${review.subject}`);
  await review.says(isDone);
  assert.equal(tenant.mails(address).length, 1);
  tenant.putInGroup(groups.inviters.id, people.adele.objectId);
});

test('only an operator undoes the hold of an operator, and vouches for no requester by that', async () => {
  const review = await ask(journey, 'adele', 'invite paused@fabrikam.example to atlas');
  await confirm(review);
  await teams.say('alex', `hold #${review.subject}`);
  await told('adele', /A request is on hold[\s\S]*until an operator lets it go on/);
  await teams.say('adele', `resume #${review.subject}`);
  await told('adele', /Only an operator can let it go on/);
  for (const person of ['megan', 'isaiah'] as const)
    await (await approvalFor(journey, person, review.subject)).click('approval.approve');
  tenant.takeFromGroup(groups.inviters.id, people.adele.objectId);
  await teams.say('alex', `resume #${review.subject}`);
  await review.says(/on hold[\s\S]*Adele Vance may no longer invite/);
  tenant.putInGroup(groups.inviters.id, people.adele.objectId);
});

test('a former owner who still invites reads nothing in the digests from before', async () => {
  const three = ['Xenia', 'Yusuf', 'Zora'].map((name) => ({
    name,
    to: `${name}@fabrikam.example`,
  }));
  const who = three.map(({ name, to }) => `${name} Kwip <${to}>`).join(', ');
  const review = await ask(journey, 'alex', `invite ${who} to cobalt`);
  await confirm(review);
  await review.says(isDone);
  for (const { to } of three) await tenant.redeem(to.toLowerCase());
  const digest = await teams.until(() =>
    teams.messages('adele').findLast((message) => /partners have accepted/.test(wordsOf(message))),
  );
  const open = async (person: 'adele' | 'alex') =>
    JSON.stringify((await teams.as(person).forge(digest.id, 'alert.view', { alertId: 1 })).body);
  assert.match(await open('adele'), /Kwip/, 'while she owns the project');
  tenant.takeFromGroup(groups.atlasOwners.id, people.adele.objectId);
  assert.doesNotMatch(await open('adele'), /Kwip/);
  tenant.putInGroup(groups.atlasOwners.id, people.adele.objectId);
});

test("a person who lost their rights gets no partner's name by any button or command", async () => {
  const address = 'quillon@fabrikam.example';
  const line = (project: string) => `invite Quillon Zyx <${address}> to ${project}`;
  const done = await ask(journey, 'adele', line('beacon'));
  await confirm(done);
  await done.says(isDone);
  await done.click('request.results');
  const waiting = await ask(journey, 'adele', line('atlas'));
  await confirm(waiting);
  const { approvalId } = (await approvalFor(journey, 'megan', waiting.subject)).data(
    'approval.approve',
  );
  const draft = await ask(journey, 'adele', line('atlas'));
  const named = { approvalId: Number(approvalId), address };
  const requestIds = { adele: [done.subject, draft.subject], alex: [waiting.subject] };
  const names = /Quillon|Zyx/;
  const before = await teams
    .as('adele')
    .forge(draft.id, 'request.view', { requestId: draft.subject });
  assert.match(JSON.stringify(before.body), names, 'while she may invite');

  tenant.takeFromGroup(groups.inviters.id, people.adele.objectId);
  tenant.takeFromGroup(groups.atlasOwners.id, people.adele.objectId);
  tenant.takeFromGroup(groups.inviters.id, people.alex.objectId);
  tenant.takeFromGroup(groups.operators.id, people.alex.objectId);
  const written = writes(journey).length;
  for (const person of ['adele', 'alex'] as const) {
    const answers = await walkTables(journey, person, {
      ...named,
      requestIds: requestIds[person],
    });
    assert.ok(answers.length > 50);
    assert.deepEqual(
      answers.filter(({ answer }) => names.test(answer)),
      [],
      `${person} was a requester, an owner or an operator`,
    );
  }
  assert.equal(writes(journey).length, written);
  tenant.putInGroup(groups.inviters.id, people.adele.objectId);
  const refusals = journey.bot.log().filter(({ event }) => event === 'action refused');
  for (const action of ['request.view', 'request.results', 'list.page', 'guest', 'status']) {
    const own = refusals.filter(
      (line) => line.personId === people.adele.objectId && line.action === action,
    );
    assert.ok(own.length > 0 && own.every(({ reason }) => reason), `the log tells of ${action}`);
  }
  // The bot gives everybody the template.
  const files = teams.files().map(({ bytes }) => Buffer.from(bytes).toString());
  assert.deepEqual(
    files.filter((text) => names.test(text)),
    [],
  );
});

test('nothing waits for somebody who is blocked: other owners read it, and the operators hear of it once', async () => {
  const { adele, alex } = people;
  tenant.putInGroup(groups.atlasOwners.id, adele.objectId);
  for (const group of [groups.inviters, groups.operators])
    tenant.putInGroup(group.id, alex.objectId);
  const his = await ask(journey, 'alex', 'invite his@fabrikam.example to atlas');
  const hers = await ask(journey, 'adele', 'invite hers@fabrikam.example to atlas');
  for (const review of [his, hers]) await confirm(review);
  await (await approvalFor(journey, 'adele', his.subject)).click('approval.approve');
  const question = await approvalFor(journey, 'megan', hers.subject);
  const blocked = await fetch(`${tenant.url}/v1.0/users/${adele.objectId}`, {
    method: 'PATCH',
    body: JSON.stringify({ accountEnabled: false }),
    headers: { 'content-type': 'application/json' },
  });
  assert.equal(blocked.status, 204);
  await (await approvalFor(journey, 'megan', his.subject)).click('approval.approve');
  const words = /Adele Vance is blocked or has left.* 1 approval is for the other owners/;
  await told('alex', words);
  const news = await answerTo(
    journey,
    { person: 'isaiah' },
    () => question.click('approval.reject', { reason: 'Ask again later' }),
    (each) => /Adele Vance asked for this[\s\S]*Megan Bowen rejected/.test(wordsOf(each)),
  );
  assert.match(news.text(), new RegExp(`request #${hers.subject}`));
  await (await approvalFor(journey, 'isaiah', his.subject)).click('approval.approve');
  await his.says(isDone);
  const heard = teams.messages('alex').filter((message) => words.test(wordsOf(message)));
  assert.equal(heard.length, 1);
  assertClean(journey);
});
