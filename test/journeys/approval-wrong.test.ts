import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups, people } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { type Shown, shown, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm, forge, isDone, say } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams, bot } = journey;
after(() => journey[Symbol.asyncDispose]());
for (const person of ['megan', 'adele'] as const) await teams.installPersonal(person);

async function asked(address: string): Promise<{ review: Shown; number: number; question: Shown }> {
  const review = await ask(journey, 'alex', `invite ${address} to atlas`);
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  return { review, number: review.subject, question };
}

const memberRef = (group: string, person: string) =>
  `${tenant.url}/v1.0/groups/${group}/members/${person}/$ref`;

test('ids, versions, verbs and rows that are on no card of the bot decide nothing', async () => {
  const { review, question } = await asked('tampered@fabrikam.example');
  const other = await asked('other@fabrikam.example');
  const { approvalId } = question.data('approval.approve');
  const reasons = { comment: 'x', reason: 'x' };
  for (const [verb, data] of [
    ['approval.approve', { approvalId, version: 2 }],
    ['approval.approve', { approvalId }],
    ['approval.approve', { approvalId: 999_999, version: 1 }],
    ['approval.approve', { approvalId: `${String(approvalId)} or 1=1`, version: 1 }],
    ['approval.approve', { requestId: approvalId, version: 1 }],
    ['approval.approveAll', { approvalId, version: 1 }],
    ['approval.approveRows', { approvalId, version: 1, rows: '2', ...reasons }],
    ['approval.approveRows', { approvalId, version: 1, rows: '1-99999999', ...reasons }],
    ['approval.reject', { approvalId, version: 1, reason: '   ' }],
    ['request.cancel', { requestId: review.subject, version: 1 }],
    ['request.confirm', { requestId: review.subject, version: 1 }],
  ] as const) {
    await teams.as('megan').forge(question.id, verb, { ...data });
    assert.ok(question.has('approval.approve'), `${verb} ${JSON.stringify(data)}`);
  }
  assert.equal(tenant.user('tampered@fabrikam.example'), undefined);
  await question.click('approval.approve');
  await review.says(isDone);
  assert.equal(tenant.user('other@fabrikam.example'), undefined, 'the other request still waits');
  await other.review.click('request.cancel');
  assertClean(journey);
});

test('a decision after a cancel finds the question withdrawn', async () => {
  const { review, question } = await asked('cancelled@fabrikam.example');
  const data = question.data('approval.approve');
  await review.click('request.cancel');
  await question.says(/Withdrawn/);
  assert.equal(question.has('approval.approve'), false);
  await teams.as('megan').forge(question.id, 'approval.approve', data);
  assert.match(question.text(), /Withdrawn/);
  assert.equal(tenant.user('cancelled@fabrikam.example'), undefined);
});

test('an owner who left the group a second ago decides nothing', async () => {
  const { review, number, question } = await asked('left@fabrikam.example');
  const mine = await approvalFor(journey, 'adele', number);
  const left = await fetch(memberRef(groups.atlasOwners.id, people.adele.objectId), {
    method: 'DELETE',
  });
  assert.equal(left.status, 204);
  const answer = await mine.click('approval.approve');
  assert.match(answer.text ?? '', /Only owners/);
  assert.equal(tenant.user('left@fabrikam.example'), undefined);
  await fetch(`${tenant.url}/v1.0/groups/${groups.atlasOwners.id}/members/$ref`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      '@odata.id': `${tenant.url}/v1.0/directoryObjects/${people.adele.objectId}`,
    }),
  });
  await question.click('approval.approve');
  await review.says(isDone);
});

test('while the bot cannot read rights no owner can decide, and the card does not change', async () => {
  const { review, question } = await asked('blind@fabrikam.example');
  tenant.failNext({
    method: 'GET',
    path: new RegExp(`/users/${people.megan.objectId}`),
    how: { status: 503, body: {} },
    // The bot asks three times.
    times: 3,
  });
  const answer = await question.click('approval.approve');
  assert.match(answer.text ?? '', /try again/i);
  assert.ok(question.has('approval.approve'));
  await question.click('approval.approve');
  await review.says(isDone);
});

test('the bot posts a deleted card again, and keeps the other copies up to date', async () => {
  const { review, number, question } = await asked('deleted@fabrikam.example');
  const theirs = await approvalFor(journey, 'adele', number);
  const chat = teams.compose('megan', 'personal', { type: 'message' });
  const conversation: { id?: string } = Object(chat.conversation);
  const path = `v3/conversations/${encodeURIComponent(conversation.id ?? '')}/activities/${question.id}`;
  const gone = await fetch(`${teams.serviceUrl.replace(/\/*$/, '/')}${path}`, { method: 'DELETE' });
  assert.ok(gone.ok, String(gone.status));
  await theirs.click('approval.approve');
  const again = await teams.until(() =>
    teams
      .messages('megan')
      .find(
        (message) =>
          message.id !== question.id &&
          /Approved: 1 partner/.test(wordsOf(message)) &&
          wordsOf(message).includes(`#${number}`),
      ),
  );
  assert.equal(shown(journey, 'megan', again).has('approval.approve'), false);
  await review.says(isDone);
});

test('a bot that dies after a decision carries it out at its next start', async () => {
  const { review, question } = await asked('died@fabrikam.example');
  await question.click('approval.approve');
  await bot.kill();
  await bot.restart();
  await question.says(/Approved: 1 partner/);
  await review.says(isDone);
  assert.equal(tenant.mails('died@fabrikam.example').length, 1);
});

test('status tells the whole story to the requester and the owner, and nothing to others', async () => {
  const { review, number, question } = await asked('story@fabrikam.example');
  await question.click('approval.reject', { reason: 'We do not know them' });
  await review.says(/We do not know them/);
  await review.says(isDone);
  const isStory = (message: Parameters<typeof wordsOf>[0]) =>
    /made the request/.test(wordsOf(message));
  const words = [
    /Alex Wilber made the request/,
    /Alex Wilber confirmed/,
    /Atlas: .*Megan Bowen.* asked/,
    /Atlas: Megan Bowen rejected 1 partner\. "We do not know them"/,
    /Finished\./,
    /Atlas\s*: 0 of 1 succeeded/,
  ];
  for (const person of ['alex', 'megan'] as const) {
    // The bot's message about the decision may come before the story.
    const story = await say(journey, person, `status #${number}`, isStory);
    for (const word of words) assert.match(story.text(), word, person);
    assert.match(story.text(), /20\d\d/);
  }
  const list = await say(journey, 'alex', 'status', (message) =>
    /Your requests/.test(wordsOf(message)),
  );
  assert.match(list.text(), new RegExp(`#${number}\\s+done, 0 of 1 succeeded`));
  const strange = await say(journey, 'isaiah', `status #${number}`);
  const missing = await say(journey, 'isaiah', 'status #999999');
  assert.equal(strange.text(), missing.text());
  const forged = await forge(journey, 'isaiah', 'approval.view', { approvalId: 1 });
  assert.match(forged.text ?? '', /nothing with that number/);
});
