import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import { groups, people } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { resultLines } from './results-of.ts';
import { hasVerb, type Shown, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm, endsOf, forge, isDone, say } from './steps.ts';

const project = (key: string, owners: readonly string[], approval: object) => ({
  key,
  name: `The ${key} project`,
  owners,
  approval,
  access: { groups: [groups.beaconPartners.id] },
  optionalAccess: { groups: [groups.atlasPartners.id] },
});
const megan = people.megan.objectId;
const clock = await makePracticeClock();
const journey = await startJourney({
  knobs: kindKnobs,
  env: { CLOCK_OFFSET_FILE: clock.file },
  projects: {
    projects: [
      project('short', [megan], { timeout: 'PT2H' }),
      project('further', [megan], { escalateAfter: 'PT1H', escalateTo: [people.isaiah.objectId] }),
      project('why', [megan], { requireReason: true }),
      project('trusted', [megan], { autoApproveDomains: ['fabrikam.example'] }),
      project('two', [megan, people.adele.objectId], { approvers: 2 }),
    ],
  },
});
const { tenant, teams } = journey;
after(async () => {
  await journey[Symbol.asyncDispose]();
  await clock.remove();
});
for (const person of ['megan', 'adele', 'isaiah'] as const) await teams.installPersonal(person);

async function asked(who: string, key: string): Promise<{ review: Shown; number: number }> {
  const review = await ask(journey, 'alex', `invite ${who} to ${key}`);
  await confirm(review);
  return { review, number: review.subject };
}

const hourMs = 3600_000;

/** Turns the clocks of the tenant and the bot together. */
async function later(ms: number): Promise<void> {
  tenant.turn({ clockOffsetMs: tenant.knobs.clockOffsetMs + ms });
  await clock.turn(tenant.knobs.clockOffsetMs);
}

const told = (person: 'alex' | 'megan', words: RegExp) =>
  teams.until(() => teams.messages(person).find((message) => words.test(wordsOf(message))), {
    what: `${person} is told ${words}`,
  });

test('when no owner decides in time the bot rejects the rows and tells requester and owner, and a late click changes nothing', async () => {
  const { review, number } = await asked('late@fabrikam.example', 'short');
  const question = await approvalFor(journey, 'megan', number);
  assert.match(question.text(), /Decide before/);
  const data = question.data('approval.approve');
  await later(2 * hourMs);
  await question.says(/Timed out/);
  assert.equal(question.has('approval.approve'), false);
  await told('alex', new RegExp(`no decision in time on request #${number}`));
  await told('megan', new RegExp(`no decision in time on request #${number}`));
  await review.says(isDone);
  const end = review.text();
  assert.match(end, /made no decision in time/);
  assert.match(end, /1 not invited: no owner decided in time/);
  assert.doesNotMatch(end, /rejected/);
  const story = await say(journey, 'alex', `status #${number}`);
  assert.doesNotMatch(story.text(), /rejected/);
  const guest = await say(journey, 'alex', 'guest late@fabrikam.example');
  assert.match(guest.text(), new RegExp(`No owner decided in time \\(request #${number}\\)`));
  assert.doesNotMatch(guest.text(), /[Rr]ejected/);
  const file = (await resultLines(journey, review))[0] ?? '';
  assert.match(file, /rejected,The owners made no decision in time\./);
  await teams.as('megan').forge(question.id, 'approval.approve', data);
  assert.match(question.text(), /Timed out/);
  assert.equal(tenant.user('late@fabrikam.example'), undefined);
  assertClean(journey);
});

test('no card or file calls rejected what timed out, or was withdrawn before a decision', async () => {
  const line = 'invite slow@fabrikam.example to short, withdrawn@fabrikam.example to two';
  const review = await ask(journey, 'alex', line);
  await confirm(review);
  await review.says(/The short project: 1 waits for Megan Bowen$/m);
  await later(2 * hourMs);
  const running = await review.says(/1 not invited: no owner decided in time/);
  assert.doesNotMatch(running, /rejected/);
  await review.click('request.cancel');
  assert.doesNotMatch(await review.says(/1 withdrawn before an owner/), /rejected/);
  await told('megan', new RegExp(`Withdrawn[\\s\\S]*#${review.subject}`));
  const [late = '', file = ''] = await resultLines(journey, review);
  assert.match(late, /rejected,The owners made no decision in time\./);
  assert.match(file, /cancelled,The request was withdrawn before an owner decided\./);
  const guest = await say(journey, 'alex', 'guest withdrawn@fabrikam.example');
  assert.match(guest.text(), /Withdrawn before an owner decided/);
  assert.doesNotMatch(guest.text(), /[Rr]ejected|Cancelled/);
});

test('when the owners do not answer the bot asks others, who could not decide before', async () => {
  const { review, number } = await asked('further@fabrikam.example', 'further');
  const first = await approvalFor(journey, 'megan', number);
  const data = first.data('approval.approve');
  const early = await forge(journey, 'isaiah', 'approval.approve', data);
  assert.match(early.text ?? '', /Only owners/);
  await later(hourMs);
  const question = await approvalFor(journey, 'isaiah', number);
  await told('alex', /others were asked as well/);
  await question.click('approval.approve');
  await first.says(/Isaiah Langer approved/);
  await review.says(isDone);
});

test('a requester may give a reason, a project with requireReason takes no request without one, and owners read it', async () => {
  const free = await ask(journey, 'alex', 'invite free@northwind.example to trusted');
  assert.match(free.text(), /Why do you ask\? \(optional/);
  await confirm(free, { reason: 'The audit begins on Monday' });
  const open = await approvalFor(journey, 'megan', free.subject);
  assert.match(open.text(), /The audit begins on Monday/);
  await free.click('request.cancel');
  const review = await ask(journey, 'alex', 'invite why@litware.example to why');
  const without = await review.click('request.confirm');
  assert.match(without.text ?? '', /Say why/);
  await confirm(review, { reason: 'They translate our manuals' });
  const question = await approvalFor(journey, 'megan', review.subject);
  assert.match(question.text(), /They translate our manuals/);
  await question.click('approval.reject', { reason: 'Not this year' });
  const news = await told('alex', /Megan Bowen rejected 1 partner .*Not this year/);
  assert.match(wordsOf(news), /An owner has rejected/);
});

test('the bot invites partners of a trusted domain at once while the others wait, and the card says so', async () => {
  const { review, number } = await asked(
    'quick@fabrikam.example, slow@northwind.example',
    'trusted',
  );
  const question = await approvalFor(journey, 'megan', number);
  assert.match(question.text(), /1 more partner, because of the domain/);
  assert.doesNotMatch(question.text(), /quick@/);
  await tenant.until(() => tenant.mails('quick@fabrikam.example').length === 1);
  assert.equal(tenant.mails('slow@northwind.example').length, 0);
  await question.click('approval.approve');
  await review.says(isDone);
  assert.equal(tenant.mails('slow@northwind.example').length, 1);
});

test('when two owners must approve the first approval waits for the second, and the requester hears once', async () => {
  const { review, number } = await asked('both@fabrikam.example', 'two');
  const first = await approvalFor(journey, 'megan', number);
  const second = await approvalFor(journey, 'adele', number);
  await first.click('approval.approve');
  await first.says(/You have decided/);
  assert.equal(first.has('approval.approve'), false);
  await second.says(/1 of 2 approvals so far: Megan Bowen/);
  assert.equal(tenant.user('both@fabrikam.example'), undefined);
  await second.click('approval.approve', { comment: 'known to us' });
  await told('alex', new RegExp(`Adele Vance approved.*request #${number}.*known to us`));
  await review.says(isDone);
  const heard = teams
    .messages('alex')
    .filter((message) => new RegExp(`approved.*request #${number}`).test(wordsOf(message)));
  assert.equal(heard.length, 1);
});

for (const [language, locale, says] of [
  ['english', 'en-US', /Request #\d+: done[\s\S]*1 invited/],
  ['dutch', 'nl-NL', /Aanvraag #\d+: klaar[\s\S]*1 uitgenodigd/],
] as const) {
  test(`a request that took longer than a minute ends in one new message (${language}), a quick one in none`, async () => {
    teams.setLocale('alex', locale);
    tenant.failNext({
      method: 'PATCH',
      path: /^\/groups\//,
      how: { status: 503, body: {} },
      times: 3,
    });
    const { review, number } = await asked(`long.${language}@fabrikam.example`, 'trusted');
    await later(61_000);
    const told = await teams.until(
      () => endsOf(journey, 'alex', number).find(({ id }) => id !== review.id),
      { what: 'the message at the end' },
    );
    assert.match(wordsOf(told), says);
    assert.ok(hasVerb(told, 'request.results'));
    await review.says(says);
    const quick = await asked(`quick.${language}@fabrikam.example`, 'trusted');
    await quick.review.says(says);
    await say(journey, 'alex', 'status');
    assert.equal(endsOf(journey, 'alex', quick.number).length, 1, 'the card itself');
    assert.equal(endsOf(journey, 'alex', number).length, 2);
    teams.setLocale('alex', 'en-US');
  });
}
