import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { people } from '../sandbox/seed.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, anything, ask, drop, say, writes } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });

const { tenant, teams, bot } = journey;
after(() => journey[Symbol.asyncDispose]());
const list = 'email,name\nlist.one@fabrikam.example,List One\n';
const secret = /@|Jane|Doe|Atlas partners|beacon/i;

test('an employee without rights may not invite, by line, list or file', async () => {
  await teams.installPersonal('isaiah');
  const before = writes(journey).length;
  for (const text of [
    'invite',
    'invite jane@fabrikam.example to atlas',
    'invite jane@fabrikam.example to nowhere',
    'a@fabrikam.example; b@fabrikam.example',
  ]) {
    const answer = await say(journey, 'isaiah', text);
    assert.match(answer.text(), /may not invite/);
    assert.doesNotMatch(answer.text(), secret);
  }
  const file = await drop(journey, 'isaiah', { content: list, text: 'to atlas' }, anything);
  assert.match(file.text(), /may not invite/);
  assert.equal(teams.files().at(-1)?.fetches, 0, 'the bot does not fetch the file');
  const projects = await say(journey, 'isaiah', 'projects');
  assert.doesNotMatch(projects.text(), /Atlas|Beacon|may not invite/);
  assert.match(projects.text(), /There is no project for you/);
  assert.doesNotMatch((await say(journey, 'isaiah', 'help')).text(), /projects|Drop a list/);
  assert.doesNotMatch((await say(journey, 'isaiah', 'status')).text(), /Drop a list|invite/);
  const link = await say(journey, 'isaiah', 'https://contoso.sharepoint.com/x/partners.xlsx');
  assert.match(link.text(), /may not invite/);
  const status = await say(journey, 'isaiah', 'status');
  assert.doesNotMatch(status.text(), /#\d/);
  assert.equal(writes(journey).length, before);
});

test('an inviter who is no bulk inviter may invite a few, and not by files or long lists', async () => {
  const file = await drop(journey, 'adele', { content: list, text: 'to beacon' }, anything);
  assert.match(file.text(), /may not use files/);
  const many = Array.from({ length: 20 }, (_, n) => `many${n}@fabrikam.example`).join('\n');
  assert.match((await say(journey, 'adele', many)).text(), /up to 19/);
  const review = await ask(journey, 'adele', 'invite few@fabrikam.example to beacon');
  await review.click('request.cancel');
});

test('a guest of the tenant gets one refusal and nothing else, in the channel and in person', async () => {
  const from = { person: 'gina', where: 'atlas' } as const;
  const refusal =
    /^\s*You cannot use this here\s+Guestlist answers only members of the organisation that runs it\.\s*$/;
  const isRefusal = (message: SeenMessage) => refusal.test(wordsOf(message));
  for (const text of [
    'projects',
    'project atlas',
    'invite jane@fabrikam.example to atlas',
    'status',
    'cancel #1001',
    'help',
    'lorem',
    'hepl',
    'a@fabrikam.example; b@fabrikam.example',
  ]) {
    const answer = await answerTo(journey, from, () => teams.sayInChannel('gina', 'atlas', text));
    assert.match(answer.text(), refusal, text);
  }
  await teams.installPersonal('gina');
  for (const text of [
    'help',
    'hello',
    'lorem',
    'hepl',
    '\u{1f44b}',
    '4711',
    'projects',
    'template',
    'settings',
    'invite jane@fabrikam.example to atlas',
    'status',
    'status #1001',
    'cancel #1001',
    'cancel',
    'resend',
    'pending',
    'guest jane@fabrikam.example',
    'revoke jane@fabrikam.example from atlas',
    'link atlas',
    'https://contoso.sharepoint.com/x/partners.xlsx',
  ]) {
    const answer = await say(journey, 'gina', text);
    assert.match(answer.text(), refusal, text);
  }
  const file = await drop(journey, 'gina', { content: list, text: 'to atlas' }, anything);
  assert.match(file.text(), refusal);

  // Graph takes longer than people like to wait without a word. The refusal is the only answer all the same.
  tenant.turn({ latencyMs: 800 });
  const before = teams.messages('gina').length;
  await drop(journey, 'gina', { content: list, text: 'to atlas' }, isRefusal);
  for (const text of ['invite jane@fabrikam.example to atlas', 'revoke jane@fabrikam.example'])
    await say(journey, 'gina', text, isRefusal);
  tenant.turn({ latencyMs: 0 });
  const answers = teams
    .messages('gina')
    .slice(before)
    .filter(({ from }) => from === 'bot');
  for (const answer of answers) assert.match(wordsOf(answer), refusal);
  assert.equal(answers.length, 3);
});

test('while Entra does not answer the bot knows no rights and changes nothing', async () => {
  const review = await ask(journey, 'alex', 'invite Dark <dark@fabrikam.example> to atlas');
  tenant.failNext({ method: 'GET', path: /^\/users\//, how: { status: 503 }, times: 50 });
  const answer = await review.click('request.confirm');
  assert.equal(answer.shown, 'message');
  assert.match(answer.text ?? '', /cannot check your rights/);
  const typed = await say(journey, 'alex', 'invite dark2@fabrikam.example to beacon');
  assert.match(typed.text(), /cannot check your rights/);
  assert.match(review.text(), /check and confirm/);
  assert.equal(tenant.user('dark@fabrikam.example'), undefined);
  for (let left = 0; left < 50; left += 1) {
    await fetch(`${tenant.url}/v1.0/users/${left}`, { headers: { authorization: 'Bearer x' } });
  }
  await review.click('request.cancel');
});

test('the bot refuses activities of another tenant, or from an address that is not Teams, in the same words', async () => {
  const good = teams.compose('alex', 'personal', { type: 'message', text: 'help' });
  const other = 'c0000000-0000-4000-8000-999999999999';
  const refused = [
    {
      ...good,
      id: '1',
      conversation: { ...Object(good.conversation), tenantId: other },
      channelData: { tenant: { id: other } },
    },
    { ...good, id: '2', channelData: { tenant: { id: other } } },
    { ...good, id: '3', serviceUrl: 'https://evil.example/teams/' },
    { ...good, id: '4', serviceUrl: undefined },
  ];
  const answers = [];
  for (const activity of refused) answers.push(await teams.deliver(activity));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [403, 403, 403, 403],
  );
  const words = new Set(
    answers.map(({ body }) =>
      JSON.stringify(body, (key, value) => (key === 'correlationId' ? '' : value)),
    ),
  );
  assert.equal(words.size, 1);
  await bot.logged(({ reason }) => reason === 'another channel or service host');
  const told = bot.log().filter(({ event }) => event === 'activity refused');
  assert.deepEqual(
    told.slice(-3).map(({ reason, personId, action }) => ({ reason, personId, action })),
    ['another tenant', 'no tenant or two', 'another channel or service host'].map((reason) => ({
      reason,
      personId: people.alex.objectId,
      action: 'message',
    })),
  );
});

test('a person without an object id gets no answer', async () => {
  const before = teams.messages('alex').filter(anything).length;
  const activity = teams.compose('alex', 'personal', {
    type: 'message',
    text: 'invite ghost@fabrikam.example to atlas',
    from: { id: '29:unknown', name: 'Anonymous' },
  });
  const { status } = await teams.deliver(activity);
  assert.ok(status === 200 || status === 202, String(status));
  assert.equal(teams.messages('alex').filter(anything).length, before);
  const known = await say(journey, 'alex', 'status');
  assert.doesNotMatch(known.text(), /ghost/);
  await bot.logged(({ event, reason }) => event === 'action refused' && reason === 'no object id');
});

test('the log has no name, address, link or token', () => {
  const log = JSON.stringify(bot.log());
  assert.ok(log.length > 1000);
  assert.doesNotMatch(
    log,
    /@(fabrikam|litware|contoso|northwind)|Alex Wilber|tempauth|Bearer|invitationToken/i,
  );
});
