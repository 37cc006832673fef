import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { type Shown, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm, drop, forge, isDone, say } from './steps.ts';

const cedar = {
  key: 'cedar',
  name: 'Cedar',
  owners: [people.isaiah.objectId],
  access: { groups: [groups.beaconPartners.id] },
};
/** Megan decides first, then Isaiah. */
const dune = {
  ...cedar,
  key: 'dune',
  name: 'Dune',
  approval: {
    stages: [{ owners: [people.megan.objectId] }, { owners: [people.isaiah.objectId] }],
  },
};
const journey = await startJourney({
  knobs: kindKnobs,
  asksAtTheEnd: 'alex',
  projects: {
    projects: [
      ...projectsFile.projects.map((project) =>
        project.key === 'atlas'
          ? { ...project, optionalAccess: { groups: [groups.beaconPartners.id], apps: [] } }
          : project,
      ),
      cedar,
      dune,
    ],
  },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());
for (const person of ['megan', 'isaiah'] as const) await teams.installPersonal(person);

async function asked(address: string): Promise<{ review: Shown; number: number; question: Shown }> {
  const review = await ask(journey, 'alex', `invite ${address} to atlas`);
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  return { review, number: review.subject, question };
}

test('an approval decides no row of another request or of another project', async () => {
  const review = await ask(
    journey,
    'alex',
    'invite mine.one@fabrikam.example, mine.two@fabrikam.example to atlas',
  );
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  const other = await asked('theirs@litware.example');
  const elsewhere = await drop(journey, 'alex', {
    content:
      'email,project\nfar.one@litware.example,cedar\nfar.two@litware.example,atlas\nfar.three@litware.example,cedar',
  });
  await confirm(elsewhere);
  const part = await approvalFor(journey, 'megan', elsewhere.subject);
  const approvalOf = (card: Shown) => card.data('approval.approve').approvalId;
  const reasons = { comment: 'x', reason: 'x' };
  for (const [card, data] of [
    // Numbers above the approval's own rows, such as ids of invitations and lines of a list.
    [question, { rows: '3' }],
    [question, { rows: '1-3' }],
    [question, { rows: '1, 4-9' }],
    [part, { rows: '2' }],
    [part, { rows: '1-3' }],
    // The bot ignores the number of the other request, and this approval has no second row.
    [other.question, { rows: '2', requestId: review.subject }],
  ] as const) {
    const all = { approvalId: approvalOf(card), version: 1, ...reasons, ...data };
    const answer = await teams.as('megan').forge(card.id, 'approval.approveRows', all);
    assert.match(answer.text ?? '', /numbers/i, JSON.stringify(data));
    assert.ok(card.has('approval.approve'), 'nothing has changed');
  }
  // The same request also asks the owner of Cedar, who is not Megan.
  const theirs = await approvalFor(journey, 'isaiah', elsewhere.subject);
  const foreign = theirs.data('approval.approve');
  assert.notEqual(foreign.approvalId, approvalOf(part));
  const stranger = await teams.as('megan').forge(part.id, 'approval.approve', foreign);
  assert.match(stranger.text ?? '', /Only owners/);
  assert.ok(theirs.has('approval.approve'));

  await part.click('approval.approve');
  await question.click('approval.approveRows', { rows: '2', comment: 'not the first' });
  await review.says(isDone);
  // The decided card names the rejected partners first. Each keeps its number.
  const decided = await question.says(/Approved: 1 of 2 partners/);
  assert.match(decided, /1\. \s+\S.*\s+mine\.one@fabrikam\.example\s+\(rejected\)/);
  assert.match(decided, /2\. \s+\S.*\s+mine\.two@fabrikam\.example\s+(?!\(rejected)/);
  await elsewhere.says(/2\s+waiting for approval/);
  await tenant.until(() => tenant.mails('far.two@litware.example').length === 1);
  assert.equal(tenant.mails('mine.two@fabrikam.example').length, 1);
  for (const untouched of [
    'mine.one@fabrikam',
    'theirs@litware',
    'far.one@litware',
    'far.three@litware',
  ]) {
    assert.equal(tenant.user(`${untouched}.example`), undefined, untouched);
  }
  await other.review.click('request.cancel');
  await elsewhere.click('request.cancel');
  assertClean(journey);
});

test('when rows differ requester and owner read how many of each there are, and the extra access of a row', async () => {
  const nextYear = new Date().getFullYear() + 1;
  const row = (name: string, rest: string) => `${name}@fabrikam.example,${rest}`;
  const content = [
    'email,language,until,cc,groups,redirect',
    row(
      'differs.one',
      `de-DE,${nextYear}-01-31,boss@fabrikam.example,${groups.beaconPartners.id},`,
    ),
    row('differs.two', `de-DE,${nextYear}-01-31,,,https://atlas.contoso.example/tour`),
    row('differs.three', `en-US,,,,`),
    row('differs.four', `en-US,,,,`),
    row('differs.five', `en-US,,,,`),
  ].join('\n');
  const review = await drop(journey, 'alex', { content, text: 'to atlas' });
  const reads = (words: string) => {
    assert.match(words, /Invitation email:\s+English \(US\) 3, German 2/);
    const ends = new RegExp(
      `at the end of January 31, ${nextYear} \\(2 partners\\)[\\s\\S]*no end \\(3 partners\\)`,
    );
    assert.match(words, ends);
    assert.match(words, /copy to boss@fabrikam\.example/);
    assert.match(words, /extra access: Beacon partners/);
    assert.match(words, /email leads to https:\/\/atlas\.contoso\.example\/tour/);
    assert.match(words, /atlas\.contoso\.example/);
  };
  reads(review.text());
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  reads(question.text());
  assert.match(question.text(), /Partners land on:\s+atlas\.contoso\.example/);
});

test('the story lists the effects after the decision, and the end last', async () => {
  const { review, number, question } = await asked('told@fabrikam.example');
  await question.click('approval.approve');
  await review.says(isDone);
  const story = await say(journey, 'alex', `status #${number}`, (message) =>
    /made the request/.test(wordsOf(message)),
  );
  const parts = [
    'asked',
    'approved 1 partner',
    '1 partner was invited',
    '1 partner was given access',
  ];
  const order = new RegExp([...parts, 'Finished\\.'].join('[\\s\\S]*'));
  assert.match(story.text(), order);
});

test('the people of the second stage are asked when those of the first have approved', async () => {
  const review = await ask(journey, 'alex', 'invite stages@fabrikam.example to dune');
  await confirm(review);
  const mine = await approvalFor(journey, 'megan', review.subject);
  await mine.says(/Stage:\s+1 of 2/);
  await review.says(/wait(s)? for Megan Bowen \(stage 1 of 2\)/);
  const early = mine.data('approval.approve');
  const tooEarly = await forge(journey, 'isaiah', 'approval.approve', early);
  assert.match(tooEarly.text ?? '', /Only owners/);
  await mine.click('approval.approve');
  await mine.says(/Stage 1 of 2 has passed\. Now others decide/);
  assert.equal(mine.has('approval.approve'), false);
  const theirs = await approvalFor(journey, 'isaiah', review.subject);
  await theirs.says(/Stage:\s+2 of 2[\s\S]*Approved in an earlier stage: Megan Bowen/);
  await review.says(/waits for Isaiah Langer \(stage 2 of 2\)/);
  const heard = /Stage 1 of 2 for Dune has passed.*Now asked: Isaiah Langer/;
  await teams.until(() => teams.messages('alex').some((message) => heard.test(wordsOf(message))));
  const again = await forge(journey, 'megan', 'approval.approve', early);
  assert.equal(again.shown, 'card', 'a late second click shows how it stands');
  assert.equal(tenant.mails('stages@fabrikam.example').length, 0);
  assert.match((await say(journey, 'isaiah', 'approvals')).text(), /Dune/);
  await theirs.click('approval.approve');
  await review.says(isDone);
  await mine.says(/Approved: 1 partner/);
  const story = await say(journey, 'alex', `status #${review.subject}`);
  assert.match(story.text(), /Dune: stage 1 of the approval has passed/);
  assert.match((await say(journey, 'alex', 'project dune')).text(), /approved in 2 stages/);
  assertClean(journey);
});
