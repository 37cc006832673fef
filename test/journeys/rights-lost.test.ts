import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm, isDone, writes } from './steps.ts';

const [atlas, beacon] = projectsFile.projects;
const twoSay = { required: true, approvers: 2 };
const journey = await startJourney({
  knobs: kindKnobs,
  projects: {
    projects: [
      {
        ...atlas,
        owners: [people.megan.objectId, people.isaiah.objectId],
        approval: twoSay,
      },
      beacon,
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

test('the vote of an owner who has left does not count, and operators hear of it', async () => {
  const address = 'quorum@fabrikam.example';
  const review = await ask(journey, 'alex', `invite ${address} to atlas`);
  await confirm(review);
  await (await approvalFor(journey, 'adele', review.subject)).click('approval.approve');
  tenant.takeFromGroup(groups.atlasOwners.id, people.adele.objectId);
  const megan = await approvalFor(journey, 'megan', review.subject);
  await megan.click('approval.approve');
  await told('alex', /Adele Vance no longer decides for Atlas/);
  assert.equal(tenant.user(address), undefined, 'one vote is not two');
  assert.doesNotMatch(megan.text(), /Adele Vance/);
  await (await approvalFor(journey, 'isaiah', review.subject)).click('approval.approve');
  await review.says(isDone);
  assert.equal(tenant.mails(address).length, 1);
  tenant.putInGroup(groups.atlasOwners.id, people.adele.objectId);
});

test('who may no longer ask when the owners have decided invites nobody until an operator says so', async () => {
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
  assertClean(journey);
});
