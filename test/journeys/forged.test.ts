import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Where } from '../sandbox/teams/ids.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import {
  answerTo,
  approvalFor,
  ask,
  assertClean,
  confirm,
  drop,
  forge,
  isDone,
  say,
  writes,
} from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams, bot } = journey;
after(() => journey[Symbol.asyncDispose]());

const errors = () => bot.log().filter(({ level }) => level === 'error');
const emoji = '\u{1f600}';

test('versions and numbers that the database cannot hold cause no error in the bot', async () => {
  const review = await ask(journey, 'alex', 'invite Sizes <sizes@fabrikam.example> to atlas');
  const data = review.data('request.confirm');
  for (const version of [2 ** 31, Number.MAX_SAFE_INTEGER, 1e300, '999999999999999', 0.5, -1]) {
    for (const verb of ['request.review', 'request.confirm']) {
      const answer = await forge(journey, 'alex', verb, { ...data, version });
      assert.doesNotMatch(answer.text ?? '', /went wrong/, `${verb} ${version}`);
    }
  }
  for (const number of [2 ** 31, Number.MAX_SAFE_INTEGER, '999999999999999']) {
    for (const [verb, id] of [
      ['request.view', 'requestId'],
      ['approval.view', 'approvalId'],
      ['alert.view', 'alertId'],
    ] as const) {
      const answer = await forge(journey, 'alex', verb, { [id]: number });
      assert.match(answer.text ?? '', /nothing with that number/, `${verb} ${number}`);
    }
  }
  assert.match(review.text(), /check and confirm/);
  assert.equal(writes(journey).length, 0);
  assert.deepEqual(errors(), []);
  await review.click('request.cancel');
});

test('the bot accepts a comment of any length, even when the cut falls in an emoji', async () => {
  const review = await ask(journey, 'alex', 'invite Wordy <wordy@fabrikam.example> to atlas');
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  const reason = `${'no '.repeat(166)}n${emoji.repeat(30_000)}`;
  const answer = await question.click('approval.reject', { reason });
  assert.equal(answer.shown, 'card', answer.text ?? '');
  await review.says(isDone);
  assert.deepEqual(errors(), []);
});

test('a row with a too long address full of emoji spoils no other row', async () => {
  const review = await drop(journey, 'alex', {
    content: `email,name\n${'a'.repeat(98)}${emoji.repeat(9)}@fabrikam.example,Long\nfine@fabrikam.example,Fine\n`,
    text: 'to atlas',
  });
  assert.match(review.text(), /1\s+to invite/);
  assert.match(review.text(), /Line 2/);
  await review.click('request.cancel');
  assert.deepEqual(errors(), []);
});

test('the bot replaces characters that no database stores', async () => {
  const review = await ask(
    journey,
    'alex',
    'invite Nul\u0000 Half\ud800 <odd.name@fabrikam.example> to atlas',
  );
  assert.match(review.text(), /Nul\ufffd Half\ufffd/);
  await review.click('request.cancel');
  const typed = await say(journey, 'alex', 'invite a\u0000b@fabrikam.example to atlas');
  assert.match(typed.text(), /\ufffd/);
  assert.deepEqual(errors(), []);
});

test('a forged file consent in a channel deletes no card of the bot', async () => {
  const review = await ask(journey, 'alex', 'invite Still <still@fabrikam.example> to atlas');
  await confirm(review);
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await review.says(isDone);
  await tenant.redeem('still@fabrikam.example');
  const where: Where = 'atlas';
  const alert = await teams.until(() =>
    teams.messages('megan', where).find(({ summary }) => summary?.startsWith('Still')),
  );
  for (const action of ['decline', 'accept']) {
    const forged = teams.compose('megan', where, {
      type: 'invoke',
      name: 'fileConsent/invoke',
      replyToId: alert.id,
      value: {
        type: 'fileUpload',
        action,
        context: { kind: 'template' },
        uploadInfo: { name: 'x.csv', uploadUrl: `${teams.url}/upload/none` },
      },
    });
    const answer = await answerTo(journey, { person: 'megan', where }, () => teams.deliver(forged));
    assert.match(answer.text(), /private chat/);
  }
  assert.ok(teams.messages('megan', where).some(({ id }) => id === alert.id));
});

test("no kind of click draws a partner's card into a channel", async () => {
  const where: Where = 'atlas';
  const clicks = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((guestId) => {
    const data = { verb: 'guest.rename', guestId, version: 0 };
    return [
      { type: 'message', value: data },
      {
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb: data.verb, data }, trigger: 'manual' },
      },
    ];
  });
  for (const parts of clicks) {
    const { status, body } = await teams.deliver(teams.compose('megan', where, parts));
    assert.equal(status, 200);
    assert.doesNotMatch(JSON.stringify(body ?? ''), /@fabrikam/);
  }
  assert.doesNotMatch(JSON.stringify(teams.messages('megan', where)), /@fabrikam/);
});

test('a person who retries a request that did not fail, or cancels one that has ended, gets an answer that says so', async () => {
  const review = await ask(journey, 'adele', 'invite Stopped <stopped@fabrikam.example> to atlas');
  await confirm(review);
  const number = review.subject;
  const says = (words: string) => (message: SeenMessage) => wordsOf(message).includes(words);
  for (const person of ['alex', 'adele'] as const)
    await say(journey, person, `retry #${number}`, says(`Nothing in request #${number} failed`));
  const stranger = await say(journey, 'isaiah', `retry #${number}`);
  assert.match(stranger.text(), /nothing with that number/);
  const clicked = await forge(journey, 'alex', 'request.cancel', { requestId: number });
  assert.match(clicked.text ?? '', new RegExp(`for request #${number}`));
  await review.says(/stopped/);
  await say(journey, 'alex', `cancel #${number}`, says(`Everything in request #${number}`));
});

test('the command pending does not reveal to a stranger which projects exist', async () => {
  const real = await say(journey, 'isaiah', 'pending beacon');
  const invented = await say(journey, 'isaiah', 'pending invented');
  assert.equal(real.text().replace('beacon', '?'), invented.text().replace('invented', '?'));
  const known = await say(journey, 'alex', 'pending beacon');
  assert.doesNotMatch(known.text(), /no such project/);
});

test('the bot refuses activities with malformed parts before it reads them', async () => {
  const before = errors().length;
  for (const parts of [
    { conversation: null },
    { conversation: { id: '' } },
    { from: null },
    { from: { id: '29:x', aadObjectId: 5 } },
    { recipient: null },
    { entities: {} },
    { attachments: [null] },
    { locale: {} },
    { text: 7 },
    { type: 'conversationUpdate', membersAdded: 'everybody' },
    { type: 'installationUpdate', action: {} },
  ]) {
    const { status } = await teams.deliver(
      teams.compose('alex', 'personal', { type: 'message', text: 'help', ...parts }),
    );
    assert.equal(status, 400, JSON.stringify(parts));
  }
  assert.equal(errors().length, before);
  const why = bot.log().filter(({ reason }) => reason === 'not an activity');
  assert.deepEqual(
    why.map(({ event, status }) => [event, status]),
    [['activity refused', 400]],
  );
  assertClean(journey);
});
