import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { groups, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf } from './alerts.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, ask, confirm, isDone, say } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
after(() => journey[Symbol.asyncDispose]());
const { tenant, teams, projectsFile: file } = journey;
const [atlas, beacon] = projectsFile.projects;
assert.ok(atlas && beacon);
const write = (...projects: readonly object[]) =>
  writeFile(file, JSON.stringify({ projects: [atlas, beacon, ...projects] }));
await teams.installPersonal('alex');

const toldTo = (person: 'alex', act: () => Promise<unknown>, words: RegExp) =>
  answerTo(journey, { person }, act, (message) => words.test(wordsOf(message)));

test('after a faulty projects file the bot keeps the old projects and tells the operators where the fault is', async () => {
  const told = await toldTo(
    'alex',
    () => write({ key: 'broken', name: 'Broken', owners: ['nobody'] }),
    /projects file cannot be used/,
  );
  assert.match(told.text(), /projects\[2\]\.owners\[0\]: must be a directory id/);
  assert.match((await say(journey, 'alex', 'projects')).text(), /Atlas[\s\S]*Beacon/);
  assert.doesNotMatch((await say(journey, 'alex', 'projects')).text(), /Broken/);
});

test('the bot tells the operators about a project that does not fit the tenant, and its page names the remedies', async () => {
  const unfit = {
    key: 'unfit',
    name: 'Unfit',
    owners: [people.gina.objectId],
    channel: { teamId: groups.beaconPartners.id, channelId: '19:nowhere@thread.tacv2' },
    access: { groups: [groups.allStaff.id, groups.inviters.id] },
  };
  await toldTo('alex', () => write(unfit), /Unfit does not fit/);
  const page = await say(journey, 'alex', 'project unfit');
  for (const words of [
    /All staff cannot be filled by hand: a rule decides/,
    /Guestlist inviters cannot be filled/,
    /Gina Partner cannot decide: a guest/,
    /not in the channel\..*Add Guestlist to the team/s,
  ]) {
    assert.match(page.text(), words);
  }
  const other = await say(journey, 'adele', 'project unfit');
  assert.doesNotMatch(other.text(), /cannot decide/, 'only operators read this');
});

test('an owner links a channel, alerts go there, and the bot tells the old channel', async () => {
  const general = 'atlas general' as const;
  const inGeneral = { person: 'megan', where: general } as const;
  const link = (person: 'megan' | 'adele' | 'gina' | 'isaiah', text: string) =>
    teams.sayInChannel(person, general, text);
  const refused = await answerTo(journey, { person: 'gina', where: general }, () =>
    link('gina', 'link atlas'),
  );
  assert.match(refused.text(), /cannot use this here/);
  const foreign = await answerTo(journey, inGeneral, () => link('megan', 'link beacon'));
  const unknown = await answerTo(journey, inGeneral, () => link('megan', 'link nothing'));
  assert.equal(foreign.text(), unknown.text(), 'a person without the right learns nothing');
  assert.match((await say(journey, 'megan', 'link atlas')).text(), /in a channel/);

  const moved = /Megan Bowen has linked Atlas to another channel/;
  const linkAtlas = async () => {
    const linked = await answerTo(journey, inGeneral, () => link('megan', 'link Atlas'));
    assert.match(linked.text(), /Alerts come here now/);
  };
  await answerTo(journey, { person: 'megan', where: 'atlas' }, linkAtlas, (message) =>
    moved.test(wordsOf(message)),
  );
  const again = await answerTo(journey, inGeneral, () => link('adele', 'koppel atlas'));
  assert.match(again.text(), /come here already/);

  const review = await ask(journey, 'alex', 'invite Linked One <linked@fabrikam.example> to atlas');
  await confirm(review);
  const question = await teams.until(() =>
    teams
      .messages('megan')
      .find((message) => wordsOf(message).includes(`request #${review.subject}`)),
  );
  await teams.click('megan', question.id, 'approval.approve');
  await review.says(isDone);
  await tenant.redeem('linked@fabrikam.example');
  await alertOf(journey, 'Linked One', inGeneral);
});
