import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { assertClean, confirm, drop, isDone } from './steps.ts';

const closedGroupId = '9a000000-0000-4000-8000-00000000cccc';
const closed = {
  key: 'closed',
  name: 'Closed',
  owners: [people.adele.objectId],
  approval: { required: false },
  access: { groups: [closedGroupId] },
};
const journey = await startJourney({
  knobs: kindKnobs,
  projects: { projects: [...projectsFile.projects, closed] },
});
const { tenant } = journey;
after(() => journey[Symbol.asyncDispose]());

const old = { createdAt: 0 };
const closedGroup = tenant.addGroup({
  id: closedGroupId,
  displayName: 'Closed team',
  unified: true,
  refusesGuests: true,
});
const takesNone = /The group Closed team takes no guests/g;
const list = (...names: string[]) => ({
  content: `email\n${names.map((name) => `${name}@fabrikam.example`).join('\n')}\n`,
  text: 'to closed',
});

test('the review names a group that takes no guests, only for the rows that need it', async () => {
  tenant.addMember('worker@contoso.example', { ...old, otherMails: ['worker@fabrikam.example'] });
  const { id } = tenant.addGuest('inside@fabrikam.example', old);
  closedGroup.members.set(id, 0);
  const review = await drop(journey, 'alex', list('c1', 'c2', 'worker', 'inside'));
  assert.equal(review.text().match(takesNone)?.length, 2);
  assert.match(review.text(), /1\s+access only\s+2\s+with problems/);
  assert.match(review.text(), /1 has all of it; 1 lacks Closed team/);
  await confirm(review, { onlyValid: 'true' });
  await review.says(isDone);
});

test("the tenant's setting about guests in groups overrides the group's own", async () => {
  closedGroup.refusesGuests = false;
  const open = await drop(journey, 'alex', list('c3'));
  assert.match(open.text(), /Invite 1 partner/);
  tenant.turn({ groupsRefuseGuests: true });
  const closed = await drop(journey, 'alex', list('c3'));
  assert.equal(closed.text().match(takesNone)?.length, 1);
  tenant.turn({ groupsRefuseGuests: false });
});

test("when the bot may not read settings of groups the review says so once, and the results name Graph's refusals", async () => {
  closedGroup.refusesGuests = true;
  tenant.turn({ missingConsent: ['GroupSettings.Read.All'] });
  const review = await drop(journey, 'alex', list('c4', 'c5'));
  assert.match(review.text(), /Invite 2 partners/);
  assert.equal(review.text().match(/could not check whether the groups take guests/g)?.length, 1);
  await confirm(review);
  const words = await review.says(/done, some failed/);
  assert.equal(words.match(takesNone)?.length, 2);
  tenant.turn({ missingConsent: [] });
});

test('the bot made no call that Graph or Teams would refuse', () => {
  assertClean(journey);
});
