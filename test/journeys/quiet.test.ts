import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { shown, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, approvalFor, ask, assertClean, confirm, forge, isDone, say } from './steps.ts';

const [atlas] = projectsFile.projects;
const journey = await startJourney({
  knobs: kindKnobs,
  // Without the owners' group Adele is a member of the channel and not an owner.
  projects: { projects: [{ ...atlas, ownersGroup: undefined }] },
  env: { REDEMPTION_POLL: 'PT1S', ALERT_DIGEST_WINDOW: 'PT1S', REPLICATION_PATIENCE: 'PT2S' },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

async function invited(name: string) {
  const address = `${name.replace(' ', '.').toLowerCase()}@fabrikam.example`;
  const review = await ask(journey, 'alex', `invite ${name} <${address}> to atlas`);
  await confirm(review);
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await review.says(isDone);
  return address;
}

const inChannel = (person: 'megan' | 'adele' | 'gina', text: string) =>
  answerTo(journey, { person, where: 'atlas' }, () => teams.sayInChannel(person, 'atlas', text));

const lines = (name: string) =>
  teams.messages('alex').filter((message) => wordsOf(message).includes(`${name} has accepted`));

test('a requester or an operator puts a request on hold, in both languages', async () => {
  const review = await ask(journey, 'alex', 'invite held@fabrikam.example to atlas');
  await confirm(review);
  await review.says(/waits for|wait for/);
  const number = review.subject;
  const strangers = await say(journey, 'isaiah', `hold #${number}`);
  assert.match(strangers.text(), /nothing with that number/);
  const offered = await say(journey, 'alex', 'hold');
  assert.match(offered.text(), new RegExp(`Put which request on hold\\?[\\s\\S]*#${number}\\b`));
  const held = await offered.click('request.hold');
  assert.match(held.text ?? '', new RegExp(`Nothing else of request #${number} begins`));
  await review.says(/on hold[\s\S]*Alex Wilber put request #\d+ on hold/);
  const twice = await say(journey, 'alex', `hold ${number}`);
  assert.match(twice.text(), /on hold already/);
  assert.match((await say(journey, 'alex', `resume #${number}`)).text(), /Resumed/);
  teams.setLocale('alex', 'nl-NL');
  assert.match((await say(journey, 'alex', `pauzeren #${number}`)).text(), /^‖ Gepauzeerd/m);
  assert.match((await say(journey, 'alex', `hervat #${number}`)).text(), /Hervat/);
  const story = await say(journey, 'alex', `status #${number}`);
  assert.match(story.text(), /Alex Wilber heeft die gepauzeerd/);
  teams.setLocale('alex', 'en-US');
  await say(journey, 'alex', `cancel #${number}`);
  await review.says(/: (cancelled|stopped)/);
});

test('a requester who chose never gets no news, and may change the choice', async () => {
  const card = await say(journey, 'alex', 'settings');
  assert.match(card.text(), /What you hear from me/);
  const never = await card.click('settings.save', { lines: 'never' });
  assert.equal(never.shown, 'card');
  assert.match(card.text(), /Saved/);
  await tenant.redeem(await invited('Silent Sam'));
  await alertOf(journey, 'Silent Sam');
  const again = await say(journey, 'alex', 'instellingen');
  assert.match(JSON.stringify(again.now().card), /"value":"never"/);
  await again.click('settings.save', { lines: 'each' });
  await tenant.redeem(await invited('Loud Lou'));
  await alertOf(journey, 'Loud Lou');
  await teams.until(() => lines('Loud Lou').length === 1, { what: 'the line about Lou' });
  assert.deepEqual(lines('Silent Sam'), []);
  // The news leads to a list in a message of its own, and stays.
  const [news] = lines('Loud Lou');
  const told = shown(journey, 'alex', news ?? assert.fail());
  const open = (list: () => Promise<unknown>) => answerTo(journey, { person: 'alex' }, list);
  assert.match((await open(() => told.click('list.open'))).text(), /Nobody is pending/);
  assert.match(told.text(), /Loud Lou has accepted/);
  const own = await open(() => forge(journey, 'alex', 'list.open', { list: 'requests own' }));
  assert.match(own.text(), /Your requests/);
  // The form is for people who may invite.
  const list = { list: 'requests own' };
  const none = await answerTo(journey, { person: 'isaiah' }, () =>
    forge(journey, 'isaiah', 'list.open', list),
  );
  for (const card of [none, await say(journey, 'isaiah', 'status')]) {
    assert.match(card.text(), /Requests that you make are shown here/);
    assert.doesNotMatch(card.text(), /Invite a partner/);
  }
  // So does an answer that names no project.
  const unknown = await say(journey, 'alex', 'project zephyr');
  assert.match((await open(() => unknown.click('list.open'))).text(), /Atlas/);
  assert.match(
    (await forge(journey, 'gina', 'list.open', { list: 'projects own' })).text ?? '',
    /cannot use/,
  );
  assert.match(
    (await forge(journey, 'gina', 'list.open', { list: 'pending all' })).text ?? '',
    /cannot use/,
  );
});

test('the bot keeps settings only for members, and refuses a value that is not a choice', async () => {
  const guest = await say(journey, 'gina', 'settings');
  assert.match(guest.text(), /cannot use this here/);
  const forged = await forge(journey, 'gina', 'settings.save', { lines: 'never' });
  assert.match(forged.text ?? '', /cannot use this here/);
  for (const lines of ['whenever', 7, undefined]) {
    const odd = await forge(journey, 'alex', 'settings.save', { lines });
    assert.notEqual(odd.shown, 'card', JSON.stringify(lines));
  }
  const still = await say(journey, 'alex', 'settings');
  assert.match(JSON.stringify(still.now().card), /"value":"each"/);
});

test('only an owner can mute the channel, and unmute brings one message about the missed alerts', async () => {
  assert.match((await inChannel('adele', 'mute')).text(), /Owners mute and unmute/);
  assert.match((await inChannel('gina', 'mute')).text(), /cannot use this here/);
  assert.match((await inChannel('megan', 'mute beacon')).text(), /Owners mute and unmute/);
  assert.match((await say(journey, 'megan', 'mute')).text(), /in a channel/);
  assert.match((await inChannel('megan', 'mute')).text(), /muted here.*Atlas/s);
  assert.match((await inChannel('megan', 'dempen')).text(), /muted here already/);
  assert.match((await say(journey, 'megan', 'project atlas')).text(), /which is muted/);
  await tenant.redeem(await invited('Quiet Quinn'));
  await teams.until(() => lines('Quiet Quinn').length === 1, { what: 'the line about Quinn' });
  await tenant.redeem(await invited('Quiet Quirin'));
  await teams.until(() => lines('Quiet Quirin').length === 1, { what: 'the line about Quirin' });
  assert.deepEqual(alertsOf(journey, 'Quiet'), []);
  assert.match((await inChannel('gina', 'unmute')).text(), /cannot use this here/);
  const answer = await inChannel('megan', 'ontdempen');
  assert.match(answer.text(), /on again.*2 partners/s);
  const told = () => teams.messages('megan', 'atlas').filter(isAbout(/Quiet Quinn|Quiet Quirin/));
  await teams.until(() => told().length > 0, { what: 'the digest of the missed alerts' });
  assert.match(told().map(wordsOf).join(), /Quiet Quinn.*Quiet Quirin/s);
  assert.equal(told().length, 1);
  assert.match((await inChannel('megan', 'unmute')).text(), /not muted here/);
  assertClean(journey);
});

const isAbout = (words: RegExp) => (message: Parameters<typeof wordsOf>[0]) =>
  words.test(wordsOf(message));
