import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bot as botAccount, channels, people, tenantId } from '../seed.ts';
import { startWithEchoBot } from './echo-bot.ts';
import { listAt, objectAt, textAt } from './json.ts';

test('Teams names the writer of a message by an id that is not the object id', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  bot.heard.length = 0;
  const said = await teams.say('alex', 'help <me>');
  assert.equal(said.status, 200);
  const [activity] = bot.heard;
  assert.equal(textAt(activity, 'type'), 'message');
  assert.equal(textAt(activity, 'text'), 'help <me>');
  assert.equal(textAt(activity, 'channelId'), 'msteams');
  assert.equal(textAt(activity, 'serviceUrl'), teams.serviceUrl);
  assert.equal(textAt(activity, 'from', 'aadObjectId'), people.alex.objectId);
  assert.match(textAt(activity, 'from', 'id') ?? '', /^29:/);
  assert.ok(!(textAt(activity, 'from', 'id') ?? '').includes(people.alex.objectId));
  assert.match(textAt(activity, 'conversation', 'id') ?? '', /^a:/);
  assert.equal(textAt(activity, 'conversation', 'conversationType'), 'personal');
  assert.equal(textAt(activity, 'conversation', 'tenantId'), tenantId);
  assert.equal(textAt(activity, 'channelData', 'tenant', 'id'), tenantId);
  assert.equal(textAt(activity, 'id'), said.messageId);
  const [html] = listAt(activity, 'attachments');
  assert.equal(textAt(html, 'contentType'), 'text/html');
  assert.equal(textAt(html, 'content'), '<p>help &lt;me&gt;</p>');
});

test('a message carries the locale that its writer has set', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  teams.setLocale('megan', 'nl-NL');
  await teams.say('megan', 'hoi');
  assert.equal(textAt(bot.heard.at(-1), 'locale'), 'nl-NL');
  const [client] = listAt(bot.heard.at(-1), 'entities');
  assert.equal(textAt(client, 'locale'), 'nl-NL');
});

test('a first message installs the bot, and Teams reports the install before the message', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.say('isaiah', 'hello');
  assert.deepEqual(
    bot.heard.map((a) => a.type),
    ['installationUpdate', 'conversationUpdate', 'message'],
  );
  await teams.say('isaiah', 'again');
  assert.equal(bot.heard.length, 4);
});

test('in a channel the bot gets messages that mention it, with their thread, and no others', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  bot.heard.length = 0;
  const said = await teams.sayInChannel('megan', 'atlas', 'projects');
  await teams.sayInChannel('megan', 'atlas', 'lunch?', { mention: false });
  assert.equal(bot.heard.length, 1);
  const [activity] = bot.heard;
  assert.equal(textAt(activity, 'text'), `<at>${botAccount.name}</at> projects`);
  assert.equal(
    textAt(activity, 'conversation', 'id'),
    `${channels.atlas.channelId};messageid=${said.messageId}`,
  );
  const mention = listAt(activity, 'entities').find((e) => textAt(e, 'type') === 'mention');
  assert.equal(textAt(mention, 'mentioned', 'id'), botAccount.id);
  assert.equal(textAt(activity, 'channelData', 'channel', 'id'), channels.atlas.channelId);
});

test('a team install names the group behind the team', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  const update = bot.heard.find((a) => a.type === 'conversationUpdate');
  const team = objectAt(update, 'channelData', 'team');
  assert.equal(team?.aadGroupId, channels.atlas.teamId);
  assert.equal(team?.id, channels.atlas.teamThreadId);
});

test('people outside a channel can neither read nor write there', async () => {
  await using started = await startWithEchoBot();
  const { teams } = started;
  await assert.rejects(() => teams.sayInChannel('alex', 'atlas', 'hi'), /alex is not in atlas/);
});

test('a knob delivers every activity again, with the same id', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  bot.heard.length = 0;
  teams.knobs.redeliver = 2;
  await teams.say('alex', 'help');
  assert.equal(bot.heard.length, 3);
  assert.equal(new Set(bot.heard.map((a) => a.id)).size, 1);
});

test('the practice Teams records a fault when the bot answers without success', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  bot.answer = () => ({ status: 500 });
  await teams.say('alex', 'help');
  assert.equal(teams.faults.length, 1);
  teams.setBot('http://127.0.0.1:9/api/messages');
  const said = await teams.say('alex', 'are you there?');
  assert.equal(said.status, 0);
});

test('until ends as soon as its search finds something, and otherwise quotes the last messages', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.say('alex', 'knock');
  const id = textAt(bot.heard.at(-1), 'conversation', 'id') ?? '';
  const waiting = teams.until(() => teams.messages('alex').find((m) => m.text === 'who is there'));
  await bot.say(id, { text: 'who is there' });
  assert.equal((await waiting).from, 'bot');
  const never = teams.until(() => undefined, { timeoutMs: 20, what: 'A miracle' });
  await assert.rejects(never, /A miracle did not happen within 20 ms[\s\S]*who is there/);
});
