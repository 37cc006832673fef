import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import type { PersonKey } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { hasVerb, type Shown, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, approvalFor, ask, assertClean, confirm, forge, isDone, say } from './steps.ts';
import { turnClocks } from './turn-clocks.ts';

const clock = await makePracticeClock();
const journey = await startJourney({
  knobs: kindKnobs,
  env: { CLOCK_OFFSET_FILE: clock.file },
  decidesAtTheEnd: 'megan',
});
const { teams, tenant } = journey;
after(async () => {
  await journey[Symbol.asyncDispose]();
  await clock.remove();
});
for (const person of ['megan', 'adele'] as const) await teams.installPersonal(person);
teams.setLocale('adele', 'nl-NL');

async function asked(who: string, by: PersonKey = 'alex'): Promise<Shown> {
  const review = await ask(journey, by, `invite ${who} to atlas`);
  await confirm(review);
  return review;
}

const numbersIn = (list: Shown) =>
  [...list.text().matchAll(/#(\d+)/g)].map(([, number]) => Number(number));

/** The copies of an approval's card on which this person could decide. */
const liveCopies = (person: PersonKey, number: number) =>
  teams
    .messages(person)
    .filter((message) => hasVerb(message, 'approval.approve'))
    .filter((message) => wordsOf(message).includes(`#${number}`));

const turnTo = turnClocks(tenant, clock, 'Europe/Amsterdam');

/** The messages in which the bot reminds somebody. */
const reminders = (person: PersonKey) =>
  teams
    .messages(person)
    .filter((message) => /If nobody decides in time|Als niemand op tijd/.test(wordsOf(message)));

await turnTo(1, '10:00');
const first = await asked('wait.one@fabrikam.example');
const second = await asked('wait.two@fabrikam.example, wait.three@fabrikam.example');
const own = await asked('wait.own@fabrikam.example', 'adele');
for (const { subject } of [first, second, own]) await approvalFor(journey, 'megan', subject);
const old = await approvalFor(journey, 'adele', first.subject);

test('an owner reads what waits, the oldest question first, but not their own request', async () => {
  const list = await say(journey, 'megan', 'approvals');
  assert.match(list.text(), /3 approvals wait for you/);
  assert.match(list.text(), /2 partners/);
  assert.deepEqual(
    numbersIn(list),
    [first, second, own].map(({ subject }) => subject),
  );
  const dutch = await say(journey, 'adele', 'goedkeuringen');
  assert.match(dutch.text(), /2 goedkeuringen wachten op je/);
  assert.doesNotMatch(dutch.text(), new RegExp(`#${own.subject}`));
  const nobody = await say(journey, 'alex', 'Approvals');
  assert.match(nobody.text(), /No approval waits for you/);
});

test('Open brings the live card to the end of the chat, once however often it is pressed, and the earlier copy says so', async () => {
  const list = await say(journey, 'adele', 'goedkeuringen');
  const data = { ...list.data('approval.open') };
  const live = await answerTo(
    journey,
    { person: 'adele' },
    () =>
      Promise.all([
        list.click('approval.open'),
        teams.as('adele').forge(list.id, 'approval.open', data),
      ]),
    (message) => hasVerb(message, 'approval.approve'),
  );
  assert.match(list.text(), /De kaart staat onderaan deze chat/);
  await old.says(/staat verder naar beneden/);
  assert.equal(old.has('approval.approve'), false);
  await teams.as('adele').forge(list.id, 'approval.open', data);
  assert.deepEqual(
    liveCopies('adele', first.subject).map(({ id }) => id),
    [live.id],
  );

  await list.click('approval.open');
  await live.says(/staat verder naar beneden/);
  const [next, ...others] = await teams.until(() => {
    const copies = liveCopies('adele', first.subject);
    return copies.length === 1 && copies[0]?.id !== live.id && copies;
  });
  assert.deepEqual(others, [], 'one live copy');
  await teams.click('adele', next?.id ?? '', 'approval.approve');
  await first.says(isDone);
  const rest = await say(journey, 'adele', 'goedkeuringen');
  assert.match(rest.text(), /1 goedkeuring wacht op je/);
  await rest.click('list.page');
  await rest.says(/1 goedkeuring is afgerond/);
  assert.match(rest.text(), /Goedgekeurd: 1 partner/);
  assert.match(rest.text(), /Adele Vance/);
});

test('the requester follows up once a day, and the owners are reminded at once by day', async () => {
  assert.deepEqual(reminders('megan'), []);
  await second.offers('approval.nudge');
  const again = second.data('approval.nudge');
  await second.click('approval.nudge');
  await second.says(/reminds the owners for you/);
  assert.equal(second.has('approval.nudge'), false);
  await teams.until(() => reminders('megan').length > 0 && reminders('adele').length > 0);
  await forge(journey, 'alex', 'approval.nudge', again);
  const strange = await forge(journey, 'megan', 'approval.nudge', again);
  assert.match(strange.text ?? '', /nothing with that number/i);
});

test('status leads to the card of a request, and on to the requests before the last ten', async () => {
  const list = await say(journey, 'alex', 'status');
  assert.deepEqual(
    numbersIn(list),
    [second, first].map(({ subject }) => subject),
  );
  await list.click('request.view');
  await list.says(new RegExp(`Request #${second.subject}: waiting`));
  assert.equal(list.has('request.cancel'), true);
  for (let drafts = 0; drafts < 9; drafts += 1) {
    await ask(journey, 'alex', `invite draft${drafts}@fabrikam.example to atlas`);
  }
  const many = await say(journey, 'alex', 'status');
  await many.click('list.page');
  await many.says(new RegExp(`#${first.subject}`));
  assert.deepEqual(numbersIn(many), [first.subject]);
  const one = await say(journey, 'alex', `status #${second.subject}`);
  await one.click('request.view');
  await one.says(/waiting/);
  const stranger = await forge(journey, 'adele', 'request.view', { requestId: second.subject });
  assert.match(stranger.text ?? '', /Er is niets met dat nummer|nothing with that number/);
});

test('cards of approvals that wait come back by themselves, once, after an owner has installed the app again', async () => {
  const [before] = liveCopies('megan', own.subject);
  await teams.uninstallPersonal('megan');
  await teams.installPersonal('megan');
  const back = await teams.until(() => {
    const copies = liveCopies('megan', own.subject);
    return copies.length === 1 && copies[0]?.id !== before?.id && copies;
  });
  const list = await say(journey, 'megan', 'approvals');
  assert.match(list.text(), /2 approvals wait for you/);
  assert.deepEqual(liveCopies('megan', own.subject), back);
});

test('an owner is reminded in the morning and not at night, in one message a day, and not after they have voted', async () => {
  const late = await asked('wait.late@fabrikam.example');
  for (const person of ['megan', 'adele'] as const) {
    await approvalFor(journey, person, late.subject);
  }
  await turnTo(1, '22:30');
  await say(journey, 'megan', 'approvals');
  assert.deepEqual([reminders('megan').length, reminders('adele').length], [1, 1]);
  await turnTo(2, '08:01');
  const [, message] = await teams.until(() => reminders('megan').length > 1 && reminders('megan'));
  assert.ok(message);
  assert.match(wordsOf(message), /3 approvals wait for you/);
  const [, dutch] = await teams.until(() => reminders('adele').length > 1 && reminders('adele'));
  assert.ok(dutch);
  assert.match(wordsOf(dutch), /2 goedkeuringen wachten op je/);
  assert.match(wordsOf(dutch), new RegExp(`#${late.subject}`));
  await turnTo(2, '09:05');
  await teams.click('adele', dutch.id, 'approval.open');
  await teams.until(() =>
    /staat onderaan/.test(
      wordsOf(teams.messages('adele').find(({ id }) => id === dutch.id) ?? dutch),
    ),
  );
  const question = await approvalFor(journey, 'megan', late.subject);
  await question.click('approval.approve');
  await late.says(isDone);
  // The answer to Adele's click has taken the place of hers.
  assert.deepEqual([reminders('megan').length, reminders('adele').length], [2, 1]);
});

test('nobody has the card of an approval that is not theirs to decide', async () => {
  assert.ok(liveCopies('megan', own.subject)[0]);
  const { approvalId } = (await approvalFor(journey, 'megan', own.subject)).data(
    'approval.approve',
  );
  for (const person of ['alex', 'adele'] as const) {
    const answer = await forge(journey, person, 'approval.open', { approvalId, cursor: 1 });
    assert.match(answer.text ?? '', /Only owners|eigen aanvraag/i);
    assert.deepEqual(liveCopies(person, own.subject), []);
  }
  assertClean(journey);
});
