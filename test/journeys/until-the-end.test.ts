import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import { groups, oneOpenProject, projectsFile } from '../sandbox/seed.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { approvedInAtlas, endingTold, speakers } from './ending-steps.ts';
import { resultLines } from './results-of.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, askToTheEnd, assertClean, confirm, isDone, say } from './steps.ts';

const clock = await makePracticeClock();
/** Beside the practice company's: one that blocks accounts when access ends, and one that removes them. */
const [dune, ember] = (['block', 'remove'] as const).map((whenOver, n) => ({
  ...oneOpenProject(['Dune', 'Ember'][n] ?? '', groups.beaconPartners.id).projects[0],
  whenOver,
  ...(whenOver === 'block' ? { guestExpiresAfter: 'P5D' } : {}),
}));
const journey = await startJourney({
  knobs: kindKnobs,
  env: { CLOCK_OFFSET_FILE: clock.file },
  projects: { projects: [...projectsFile.projects, dune, ember] },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]().then(() => clock.remove()));
for (const person of ['alex', 'adele', 'megan'] as const) await teams.installPersonal(person);

const dayMs = 24 * 3600_000;
const jane = 'jane@fabrikam.example';
const at = (name: string) => `${name}@fabrikam.example`;
const inBeacon = (who = jane) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(who)?.id ?? '');
const isBlocked = (address: string) => tenant.user(address)?.accountEnabled === false;

/** Turns the clocks of the tenant and the bot forward by days, to ten in the morning. */
async function later(days: number): Promise<void> {
  const ahead = Date.parse(`${dayFromNow(days)}T10:00:00Z`) - Date.now();
  tenant.turn({ clockOffsetMs: ahead });
  await clock.turn(ahead);
}

const dayFromNow = (days: number) =>
  new Date(Date.now() + tenant.knobs.clockOffsetMs + days * dayMs).toISOString().slice(0, 10);

const { told, noticeFor, extended, review, heard, untilHeard } = endingTold(journey);

test('the bot gives notice of an end, extends the access, ends it, and can give it again', async () => {
  const invited = await ask(journey, 'alex', `invite ${jane} to beacon until ${dayFromNow(2)}`);
  assert.match(invited.text(), /Access ends:\s+at the end of/);
  await confirm(invited);
  await invited.says(isDone);
  await tenant.redeem(jane, 'one-time passcode');
  await later(2);
  const notice = await noticeFor('adele');
  assert.match(notice.text(), /Beacon/);
  assert.match(notice.text(), new RegExp(jane));
  await noticeFor('alex');
  const extension = await extended(notice, 'P30D');
  assert.match(extension.text(), /New end/);
  await confirm(extension);
  await extension.says(isDone);
  const [moved = ''] = await resultLines(journey, extension, 'adele');
  assert.match(moved, /Old end: 20\d\d-\d\d-\d\d\. New end: 20\d\d-\d\d-\d\d\./);
  await later(3);
  assert.ok(inBeacon());
  await later(30);
  await tenant.until(() => !inBeacon());
  await told('alex', /Beacon ended/);
  const [line = ''] = await resultLines(journey, invited);
  assert.match(line, /,expired,/);
  const story = await say(journey, 'alex', `guest ${jane}`);
  assert.match(story.text(), /The access ended: its last day was over \(request #[1-9]/);
  // Only people who see the ends hear why nobody cancels them.
  const cancel = `cancel ${/#\d+/.exec(story.text().split('its last day was over')[1] ?? '')?.[0]}`;
  assert.match((await say(journey, 'adele', cancel)).text(), /would begin again at once/);
  assert.match((await say(journey, 'megan', cancel)).text(), /nothing with that number/);
  await askToTheEnd(journey, 'alex', `invite ${jane} to beacon`);
  await tenant.until(() => inBeacon());
  assertClean(journey);
});

test('three ends that an owner accepted make one message in the channel, without names, and later ones wait a day', async () => {
  const names = ['one', 'two', 'three'].map(at);
  const line = `invite ${names.join(', ')} to atlas until ${dayFromNow(2)}`;
  const invited = await ask(journey, 'alex', line);
  await confirm(invited);
  const question = await approvalFor(journey, 'megan', invited.subject);
  await question.click('approval.approve', {});
  await invited.says(isDone);
  await later(2);
  const notice = await noticeFor('megan');
  const answered = await notice.click('ending.let');
  assert.equal(answered.shown, 'card');
  await notice.says(/Megan Bowen lets the access of 3 guests end/);
  await later(1);
  await untilHeard('Atlas');
  assert.match(heard('Atlas').join(), /Access of 3 partners to Atlas ended\./);
  assert.doesNotMatch(heard('Atlas').join(), /@|fabrikam/);
  const inAtlas = () => tenant.membersOf(groups.atlasPartners.id);
  assert.ok(names.every((name) => !inAtlas().includes(tenant.user(name)?.id ?? '')));
  await approvedInAtlas(journey, 'alex', at('four'));
  const end = await review('megan', `revoke ${at('four')} from atlas`);
  await confirm(end);
  await end.says(isDone);
  assert.equal(heard('Atlas').length, 1);
  await later(1);
  await untilHeard('Atlas', 2);
  assert.match(heard('Atlas')[1] ?? '', /Access of 1 partner to Atlas ended\./);
  assertClean(journey);
});

const speak = speakers(journey);

const bothSpeak = async (language: 'en' | 'nl') => {
  for (const person of ['alex', 'adele'] as const) await speak(person, language);
};

test('a project that blocks blocks the account, and lets in who is invited again; in Dutch', async () => {
  const bob = at('bob');
  await bothSpeak('nl');
  const line = `nodig ${bob} uit voor dune`;
  const invited = await ask(journey, 'alex', line);
  assert.match(invited.text(), /Einde:\s+5 dagen nadat de partner alle toegang heeft/);
  await confirm(invited);
  await invited.says(/Aanvraag #\d+: klaar/);
  await later(3);
  const first = await noticeFor('adele', /Dune/);
  assert.match(first.text(), /Toegang eindigt op.*nooit geaccepteerd/s);
  const extension = await extended(first, 'P30D');
  assert.match(extension.text(), /Nieuw einde/);
  await confirm(extension);
  await extension.says(/Aanvraag #\d+: klaar/);
  await later(19);
  const second = await noticeFor('adele', /Dune/, first);
  assert.match(second.text(), new RegExp(bob));
  await second.click('ending.let');
  await second.says(/Adele Vance laat de toegang van 1 gast eindigen/);
  await later(15);
  const sessions = () => tenant.user(bob)?.sessionsValidFrom;
  await tenant.until(() => isBlocked(bob) && typeof sessions() === 'number');
  await told('alex', /Dune is geëindigd/);
  await untilHeard('Dune');
  // A channel speaks no one person's language.
  assert.match(heard('Dune').join(), /Access of 1 partner to Dune ended\./);
  const again = await ask(journey, 'alex', line);
  assert.match(again.text(), /1 account is geblokkeerd sinds .* Guestlist deblokkeert het/);
  await confirm(again);
  await again.says(/Aanvraag #\d+: klaar/);
  assert.ok(!isBlocked(bob) && inBeacon(bob));
  await bothSpeak('en');
  assertClean(journey);
});

test('a second project that gives the same access keeps it when the first ends, after a review and without a mail', async () => {
  const gus = at('gus');
  await askToTheEnd(journey, 'alex', `invite ${gus} to dune until ${dayFromNow(1)}`);
  const second = await ask(journey, 'alex', `invite ${gus} to ember`);
  assert.match(second.text(), /1 guest has this access already, through another project/);
  await confirm(second);
  await second.says(isDone);
  assert.equal(tenant.mails(gus).length, 1);
  await later(2);
  await told('alex', /keeps all access to Dune/);
  assert.ok(inBeacon(gus) && !isBlocked(gus));
  const last = await review('alex', `revoke ${gus} from ember`);
  await confirm(last);
  await last.says(isDone);
  assert.ok(!inBeacon(gus) && isBlocked(gus));
  assertClean(journey);
});

test('a project that removes blocks accounts that the bot made and nobody needs, and removes them a month later', async () => {
  const [carl, dora, erin, fred] = [at('carl'), at('dora'), at('erin'), at('fred')] as const;
  tenant.addGuest(fred);
  await askToTheEnd(journey, 'alex', `invite ${erin} to beacon`);
  const line = `invite ${[carl, dora, erin, fred].join(', ')} to ember until ${dayFromNow(1)}`;
  await askToTheEnd(journey, 'alex', line);
  await later(2);
  await told('alex', /Ember ended/);
  assert.deepEqual([carl, dora, erin, fred].map(isBlocked), [true, true, false, false]);
  const extension = await review('adele', `extend ${dora} in ember until ${dayFromNow(90)}`);
  assert.match(extension.text(), /Guestlist unblocks it/);
  await confirm(extension);
  await extension.says(isDone);
  assert.ok(!isBlocked(dora) && inBeacon(dora));
  await later(31);
  await tenant.until(() => tenant.user(carl) === undefined);
  await told('adele', /removed the accounts? of \d partners? .*as planned/);
  assert.ok([dora, erin, fred].every((address) => tenant.user(address) !== undefined));
  await later(60);
  // The bot's clock has moved: what it hears from now on it dates by the new day.
  await tenant.until(() => isBlocked(dora));
  const isLate = (message: SeenMessage) => /deleted more than 30 days ago/.test(wordsOf(message));
  const late = await say(journey, 'alex', `restore ${carl}`, isLate);
  assert.equal(late.has('request.confirm'), false);
  assertClean(journey);
});
