import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bot as channelBot, people } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { answerTo, approvalFor, ask, assertClean, confirm, forge, isDone } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams, bot } = journey;
after(() => journey[Symbol.asyncDispose]());

test('only the requester confirms, checks again, cancels and takes the files', async () => {
  const review = await ask(journey, 'alex', 'invite Mine Alone <mine@fabrikam.example> to atlas');
  const data = review.data('request.confirm');
  for (const person of ['adele', 'isaiah', 'gina', 'megan'] as const) {
    for (const verb of [
      'request.review',
      'request.confirm',
      'request.cancel',
      'request.retry',
      'request.view',
      'request.problems',
      'request.results',
    ]) {
      const answer = await forge(journey, person, verb, data);
      assert.equal(answer.shown, 'message', `${person} ${verb}`);
      assert.doesNotMatch(answer.text ?? '', /Mine|Alone|fabrikam|Atlas/);
    }
  }
  assert.match(review.text(), /check and confirm/, 'the review has not changed');
  await teams.as('alex').forge(review.id, 'request.confirm', data);
  await review.says(/waiting for approval/);
  await review.click('request.cancel');
  await review.says(/stopped/);
});

/** Checks that nobody learns by the answers to clicks which approvals exist. A guest learns nothing at all. */
async function learnsNothing(person: 'alex' | 'isaiah' | 'gina', data: Record<string, unknown>) {
  for (const verb of ['approve', 'approveRows', 'reject', 'reassign', 'takeBack', 'open']) {
    const ask = async (approvalId: unknown) =>
      (await forge(journey, person, `approval.${verb}`, { ...data, approvalId })).text;
    const words = await ask(data.approvalId);
    assert.equal(words, await ask(999_999), `${person} ${verb}`);
    if (person === 'gina') assert.match(words ?? '', /^You cannot use this here/);
  }
}

test('only owners decide: clicks of others with an owner\u2019s data change nothing', async () => {
  const review = await ask(
    journey,
    'alex',
    'invite Undecided <undecided@fabrikam.example> to atlas',
  );
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  const data = question.data('approval.approve');
  for (const person of ['isaiah', 'gina', 'alex'] as const) {
    for (const verb of ['approval.approve', 'approval.approveRows', 'approval.reject']) {
      const answer = await forge(journey, person, verb, {
        ...data,
        rows: '1',
        comment: 'mine',
        reason: 'mine',
      });
      assert.equal(answer.shown, 'message', `${person} ${verb}`);
      assert.doesNotMatch(answer.text ?? '', /Undecided|fabrikam/);
    }
    const view = await forge(journey, person, 'approval.view', data);
    assert.doesNotMatch(JSON.stringify(view.body), /Undecided|fabrikam/);
  }
  for (const person of ['alex', 'isaiah', 'gina'] as const) await learnsNothing(person, data);
  assert.ok(question.has('approval.approve'), 'it is still open');
  assert.equal(tenant.user('undecided@fabrikam.example'), undefined);

  for (const tampered of [
    { ...data, approvalId: Number(data.approvalId) + 1000 },
    { ...data, approvalId: 'x' },
    { ...data, version: 99 },
    { ...data, version: -1 },
    { requestId: data.approvalId },
    {},
  ]) {
    await teams.as('megan').forge(question.id, 'approval.approve', tampered);
  }
  assert.equal(tenant.user('undecided@fabrikam.example'), undefined, 'nothing was approved');
  for (const verb of [
    'approval.destroy',
    'request',
    '',
    'constructor',
    '__proto__',
    'approval.approve.x',
  ]) {
    const answer = await teams.as('megan').forge(question.id, verb, data);
    assert.equal(answer.shown, 'message', verb);
  }
  const decided = await teams.as('megan').forge(question.id, 'approval.approve', data);
  assert.equal(decided.shown, 'card');
  await review.says(isDone);
  assert.equal(tenant.mails('undecided@fabrikam.example').length, 1);
  assertClean(journey);
});

test('a guest who drops files, declines one, or presses what no card has is refused as always', async () => {
  const refusal = /^\s*You cannot use this here/;
  const link = { contentType: 'reference', contentUrl: 'https://contoso.sharepoint.com/x' };
  const offer = {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    content: { downloadUrl: 'https://contoso-my.sharepoint.com/x' },
    name: 'partners.csv',
  };
  const consent = (action: string) => ({
    type: 'invoke',
    name: 'fileConsent/invoke',
    value: { type: 'fileUpload', action, context: { kind: 'template' } },
  });
  for (const [where, activity] of [
    [
      'atlas',
      {
        type: 'message',
        text: '<at>Guestlist</at> take this',
        entities: [{ type: 'mention', mentioned: channelBot, text: '<at>Guestlist</at>' }],
        attachments: [link],
      },
    ],
    ['personal', { type: 'message', text: '', attachments: [offer, offer] }],
    ['personal', consent('decline')],
    ['personal', consent('accept')],
    ['personal', { type: 'message', value: { verb: 'request.unknown' } }],
    ['personal', { type: 'message', value: { verb: 'request.view', requestId: 'one' } }],
  ] as const) {
    const from = { person: 'gina', where } as const;
    const answer = await answerTo(journey, from, () =>
      teams.deliver(teams.compose('gina', where, activity)),
    );
    assert.match(answer.text(), refusal, JSON.stringify(activity));
  }
  for (const verb of ['request.unknown', 'Undecided Person']) {
    const forged = await forge(journey, 'gina', verb, {});
    assert.match(forged.text ?? '', refusal);
  }
});

test('each kind of click that no card sends leaves one line in the log', async () => {
  const invoke = (name: string, value: unknown) => ({ type: 'invoke', name, value });
  const action = (verb: unknown, data: unknown) =>
    invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb, data } });
  const old = { type: 'message', value: { verb: 'request.hold', requestId: {} } };
  for (const [person, what, activity] of [
    ['adele', 'approval.approve', action('approval.approve', { approvalId: 'x' })],
    ['adele', 'settings.save', action('settings.save', { lines: 'all' })],
    ['adele', 'request.hold', old],
    ['adele', 'unknown verb', action('approval.destroy', {})],
    ['isaiah', 'unknown verb', action(7, {})],
    ['alex', 'unknown verb', invoke('task/fetch', { data: { verb: 'guest.view', guestId: 1 } })],
    ['adele', 'invoke', invoke('composeExtension/query', {})],
  ] as const) {
    const { objectId } = people[person];
    for (const _ of [1, 2]) await teams.deliver(teams.compose(person, 'personal', activity));
    await bot.logged(({ personId, action }) => personId === objectId && action === what);
    const lines = bot.log().filter((line) => line.personId === objectId && line.action === what);
    assert.deepEqual(
      lines.map(({ event, reason }) => `${event}: ${reason}`),
      ['action refused: forged click'],
      `${person} ${what}`,
    );
  }
});

test('forged clicks leave no name and no address in the log', () => {
  const log = JSON.stringify(bot.log());
  assert.ok(log.length > 1000);
  assert.doesNotMatch(log, /@(fabrikam|contoso)|Undecided|Mine Alone|Alex Wilber|Megan Bowen/i);
});
