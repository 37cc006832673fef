import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channels } from '../seed.ts';
import { actionsOf, cardText } from './card-actions.ts';
import { type EchoBot, startWithEchoBot, withCard } from './echo-bot.ts';
import { chatIdOf } from './ids.ts';
import { type Json, objectAt, textAt } from './json.ts';
import type { Teams } from './teams.ts';

const execute = (verb: string, title: string): Json => ({
  type: 'Action.Execute',
  verb,
  title,
  data: { requestId: '7', version: 1 },
  fallback: {
    type: 'Action.Submit',
    title,
    data: { verb, requestId: '7', version: 1 },
  },
});

const review: Json = {
  body: [
    { type: 'TextBlock', text: 'Invite 3 partners' },
    { type: 'Input.ChoiceSet', id: 'project', label: 'Project', value: 'atlas' },
    { type: 'Input.Toggle', id: 'sendMail', title: 'Send the mail', value: 'true' },
    { type: 'ActionSet', actions: [execute('request.confirm', 'Invite')] },
  ],
};

const answerCard = (text: string): Json => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] },
});

async function cardInChat(teams: Teams, bot: EchoBot, card: Json): Promise<string> {
  await teams.installPersonal('alex');
  const sent = await bot.say(chatIdOf('alex'), withCard(card));
  bot.heard.length = 0;
  return textAt(sent.body, 'id') ?? '';
}

test('a click sends verb, data and inputs, and the card in the answer replaces the old one', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  const id = await cardInChat(teams, bot, review);
  bot.answer = () => ({ status: 200, body: answerCard('Running') });
  const clicked = await teams.click('alex', id, 'request.confirm', { project: 'beacon' });
  assert.equal(clicked.shown, 'card');
  const [invoke] = bot.heard;
  assert.equal(textAt(invoke, 'name'), 'adaptiveCard/action');
  assert.equal(textAt(invoke, 'replyToId'), id);
  assert.equal(textAt(invoke, 'locale'), undefined);
  assert.equal(textAt(invoke, 'value', 'action', 'verb'), 'request.confirm');
  assert.equal(textAt(invoke, 'value', 'trigger'), 'manual');
  assert.deepEqual(objectAt(invoke, 'value', 'action', 'data'), {
    requestId: '7',
    version: 1,
    project: 'beacon',
    sendMail: 'true',
  });
  assert.equal(cardText(teams.messages('alex').at(-1)?.card), 'Running');
  assert.deepEqual(teams.faults, []);
});

test('click finds a button by its title too, and names a missing one', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  const id = await cardInChat(teams, bot, review);
  bot.answer = () => ({ status: 200, body: answerCard('Running') });
  await teams.click('alex', id, 'Invite');
  assert.equal(bot.heard.length, 1);
  await assert.rejects(() => teams.click('alex', id, 'Explode'), /has no button 'Explode'/);
});

test('a client does not send a click while a required input is empty', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  const id = await cardInChat(teams, bot, {
    body: [{ type: 'Input.Text', id: 'reason', label: 'Why', isRequired: true }],
    actions: [execute('approval.reject', 'Reject')],
  });
  bot.answer = () => ({ status: 200, body: answerCard('Rejected') });
  await assert.rejects(() => teams.click('alex', id, 'approval.reject'), /asks for reason/);
  assert.equal(bot.heard.length, 0);
  await teams.as('alex').click(id, 'approval.reject', {}, { evenIfEmpty: true });
  assert.equal(bot.heard.length, 1);
});

test('an old client sends the fallback as a message with a value and no text', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  const id = await cardInChat(teams, bot, {
    ...review,
    refresh: { action: execute('request.view', 'Refresh') },
  });
  teams.knobs.oldClient = true;
  const card = teams.messages('alex').at(-1)?.card;
  assert.deepEqual(
    actionsOf(card).map((a) => a.type),
    ['Action.Submit'],
  );
  assert.equal(card?.refresh, undefined);
  await teams.click('alex', id, 'request.confirm');
  const [message] = bot.heard;
  assert.equal(textAt(message, 'type'), 'message');
  assert.equal(textAt(message, 'text'), undefined);
  assert.equal(textAt(message, 'value', 'verb'), 'request.confirm');
  assert.equal(textAt(message, 'value', 'project'), 'atlas');
});

test('only the person who refreshed sees their view, until the bot edits the message', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  const shared = { body: [{ type: 'TextBlock', text: '3 wait' }] };
  const sent = await bot.say(
    channels.atlas.channelId,
    withCard({ ...shared, refresh: { action: execute('approval.view', 'View') } }),
  );
  const id = textAt(sent.body, 'id') ?? '';
  bot.answer = () => ({ status: 200, body: answerCard('Approve?') });
  const textFor = (person: 'megan' | 'adele') =>
    cardText(teams.messages(person, 'atlas').at(-1)?.card);
  await teams.refresh('megan', id);
  assert.deepEqual([textFor('megan'), textFor('adele')], ['Approve?', '3 wait']);
  const edit = { type: 'message', ...withCard({ body: [{ type: 'TextBlock', text: 'Decided' }] }) };
  const room = encodeURIComponent(channels.atlas.channelId);
  await bot.call('PUT', `v3/conversations/${room}/activities/${id}`, edit);
  assert.deepEqual([textFor('megan'), textFor('adele')], ['Decided', 'Decided']);
});

test('an open chat refreshes by itself, for the named people, once a minute', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  const refresh = {
    action: execute('approval.view', 'View'),
    userIds: [teams.mri('megan')],
  };
  await bot.say(channels.atlas.channelId, withCard({ body: [], refresh }));
  bot.heard.length = 0;
  bot.answer = () => ({
    status: 200,
    body: { ...answerCard('Yours'), value: { type: 'AdaptiveCard', body: [], refresh } },
  });
  await teams.as('adele').open('atlas');
  assert.equal(bot.heard.length, 0);
  await teams.as('megan').open('atlas');
  await teams.as('megan').open('atlas');
  assert.equal(bot.heard.length, 1);
  assert.equal(textAt(bot.heard[0], 'value', 'trigger'), 'automatic');
  teams.knobs.clockOffsetMs = 61_000;
  await teams.as('megan').open('atlas');
  assert.equal(bot.heard.length, 2);
});

for (const [why, answer] of [
  ['HTTP 501', { status: 501 }],
  ['no body', { status: 200 }],
  ['a bare card', { status: 200, body: { type: 'AdaptiveCard' } }],
  ['a card with another type', { status: 200, body: { statusCode: 200, type: 'card', value: {} } }],
] as const) {
  test(`when the bot answers an invoke with ${why} Teams notes a fault and shows an error`, async () => {
    await using started = await startWithEchoBot();
    const { teams, bot } = started;
    const id = await cardInChat(teams, bot, review);
    bot.answer = () => answer;
    assert.equal((await teams.click('alex', id, 'request.confirm')).shown, 'error');
    assert.equal(teams.faults.length, 1);
  });
}

test('Teams shows a message or an error from the answer, and records no fault', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  const id = await cardInChat(teams, bot, review);
  const type = 'application/vnd.microsoft.activity.message';
  bot.answer = () => ({ status: 200, body: { statusCode: 200, type, value: 'Done.' } });
  const done = await teams.click('alex', id, 'request.confirm');
  assert.deepEqual([done.shown, done.text], ['message', 'Done.']);
  const value = { code: 'Forbidden', message: 'Not yours.' };
  bot.answer = () => ({
    status: 200,
    body: { statusCode: 400, type: 'application/vnd.microsoft.error', value },
  });
  const refused = await teams.click('alex', id, 'request.confirm');
  assert.deepEqual([refused.shown, refused.text], ['error', 'Not yours.']);
  assert.deepEqual(teams.faults, []);
});

test('a lying client can send any verb and data from another person', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  const id = await cardInChat(teams, bot, review);
  await teams.as('isaiah').forge(id, 'request.confirm', { requestId: '7' });
  assert.equal(textAt(bot.heard[0], 'from', 'name'), 'Isaiah Langer');
  await assert.rejects(() => teams.click('isaiah', id, 'request.confirm'), /does not see/);
});
