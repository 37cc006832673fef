import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { resultLines } from './results-of.ts';
import { hasVerb, type Shown, shown, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import {
  answerTo,
  approvalFor,
  ask,
  askToTheEnd,
  assertClean,
  confirm,
  isDone,
  say,
} from './steps.ts';

const clock = await makePracticeClock();
const journey = await startJourney({ knobs: kindKnobs, env: { CLOCK_OFFSET_FILE: clock.file } });
const { tenant, teams } = journey;
after(async () => {
  await journey[Symbol.asyncDispose]();
  await clock.remove();
});
for (const person of ['alex', 'adele', 'megan'] as const) await teams.installPersonal(person);

const dayMs = 24 * 3600_000;
const jane = 'jane@fabrikam.example';
const inBeacon = () =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(jane)?.id ?? '');

/** Turns the clocks of the tenant and the bot forward by days, to ten in the morning. */
async function later(days: number): Promise<void> {
  const ahead = Date.parse(`${dayFromNow(days)}T10:00:00Z`) - Date.now();
  tenant.turn({ clockOffsetMs: ahead });
  await clock.turn(ahead);
}

const dayFromNow = (days: number) =>
  new Date(Date.now() + tenant.knobs.clockOffsetMs + days * dayMs).toISOString().slice(0, 10);

/** Waits for this person's newest notice of an end. */
const noticeFor = async (person: 'alex' | 'adele' | 'megan'): Promise<Shown> => {
  const found = await teams.until(
    () => teams.messages(person).findLast((message) => hasVerb(message, 'ending.extend')),
    { what: `a notice of an end for ${person}`, timeoutMs: 60_000 },
  );
  return shown(journey, person, found);
};

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
  const extension = await answerTo(
    journey,
    { person: 'adele' },
    () => notice.click('ending.extend', { until: 'P30D' }),
    (message) => hasVerb(message, 'request.confirm'),
  );
  assert.match(extension.text(), /New end/);
  await confirm(extension);
  await extension.says(isDone);
  await later(3);
  assert.ok(inBeacon());
  await later(30);
  await tenant.until(() => !inBeacon(), { timeoutMs: 60_000 });
  const told = await teams.until(
    () => teams.messages('alex').find((message) => /Beacon ended/.test(wordsOf(message))),
    { what: 'a word about the end to the requester', timeoutMs: 60_000 },
  );
  assert.ok(told);
  const [line = ''] = await resultLines(journey, invited);
  assert.match(line, /,expired,/);
  const story = await say(journey, 'alex', `guest ${jane}`);
  assert.match(story.text(), /The access ended \(request #[1-9]/);
  await askToTheEnd(journey, 'alex', `invite ${jane} to beacon`);
  await tenant.until(inBeacon);
  assertClean(journey);
});

test('three ends that an owner accepted make one message in the channel, without names', async () => {
  const names = ['one', 'two', 'three'].map((name) => `${name}@fabrikam.example`);
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
  const ended = () =>
    teams.messages('megan', 'atlas').filter((message) => /ended\./.test(wordsOf(message)));
  await teams.until(() => ended().length > 0, { what: 'a digest', timeoutMs: 60_000 });
  assert.match(ended().map(wordsOf).join(), /Access of 3 partners to Atlas ended\./);
  assert.doesNotMatch(ended().map(wordsOf).join(), /@|fabrikam/);
  assert.equal(ended().length, 1);
  const inAtlas = tenant.membersOf(groups.atlasPartners.id);
  assert.ok(names.every((name) => !inAtlas.includes(tenant.user(name)?.id ?? '')));
  assertClean(journey);
});
