import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channels, people, tenantId } from '../seed.ts';
import { codeOf, type EchoBot, startWithEchoBot, withCard } from './echo-bot.ts';
import { chatIdOf } from './ids.ts';
import { listAt, textAt } from './json.ts';

const openChat = (bot: EchoBot, memberId: string) =>
  bot.call('POST', 'v3/conversations', {
    isGroup: false,
    members: [{ id: memberId }],
    channelData: { tenant: { id: tenantId } },
    tenantId,
  });

const activityPath = (conversationId: string, id: string) =>
  `v3/conversations/${encodeURIComponent(conversationId)}/activities/${id}`;
test('the bot opens a chat with a person who installed it, by either id', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('megan');
  const byObjectId = await openChat(bot, people.megan.objectId);
  assert.equal(byObjectId.status, 201);
  const byTeamsId = await openChat(bot, teams.mri('megan'));
  assert.deepEqual(byTeamsId.body, byObjectId.body);
  const id = textAt(byTeamsId.body, 'id') ?? '';
  assert.equal((await bot.say(id, { text: 'hello' })).status, 201);
  assert.equal(teams.messages('megan').at(-1)?.text, 'hello');
});

test('through a team the bot reaches a person only by their Teams id', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  assert.equal(codeOf(await openChat(bot, people.adele.objectId)), 'ForbiddenOperationException');
  assert.equal((await openChat(bot, teams.mri('adele'))).status, 201);
  assert.equal(codeOf(await openChat(bot, teams.mri('isaiah'))), 'BotNotInConversationRoster');
});

test('the bot cannot write to a person who removed it', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  await teams.installPersonal('megan');
  await teams.uninstallPersonal('megan');
  const said = await bot.say(chatIdOf('megan'), { text: 'still there?' });
  assert.equal(said.status, 403);
  assert.equal(codeOf(said), 'MessageWritesBlocked');
});

test('a new thread in a channel needs a first message, and the bot in the team', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  const thread = {
    isGroup: true,
    channelData: { channel: { id: channels.atlas.channelId } },
    activity: { type: 'message', text: 'news' },
  };
  const before = await bot.call('POST', 'v3/conversations', thread);
  assert.equal(codeOf(before), 'BotNotInConversationRoster');
  await teams.installTeam('atlas', 'megan');
  const { activity: _, ...empty } = thread;
  assert.equal((await bot.call('POST', 'v3/conversations', empty)).status, 400);
  const made = await bot.call('POST', 'v3/conversations', thread);
  const root = textAt(made.body, 'activityId');
  assert.equal(textAt(made.body, 'id'), `${channels.atlas.channelId};messageid=${root}`);
  await bot.say(textAt(made.body, 'id') ?? '', { text: 'more news' });
  const seen = teams.messages('gina', 'atlas');
  assert.deepEqual(
    seen.map((m) => [m.text, m.thread]),
    [
      ['news', root],
      ['more news', root],
    ],
  );
  assert.equal((await bot.say('19:nowhere@thread.tacv2', { text: 'hm' })).status, 404);
});

test('the bot edits and deletes its message, in its own conversation only', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  await teams.installTeam('atlas', 'megan');
  const chat = chatIdOf('alex');
  const id = textAt((await bot.say(chat, { text: 'one' })).body, 'id') ?? '';
  const two = { type: 'message', text: 'two' };
  const elsewhere = activityPath(channels.atlas.channelId, id);
  assert.equal((await bot.call('PUT', elsewhere, two)).status, 404);
  assert.equal((await bot.call('PUT', activityPath(chat, id), two)).status, 200);
  const [changed] = teams.messages('alex');
  assert.deepEqual([changed?.text, changed?.edited, changed?.id], ['two', true, id]);
  assert.equal((await bot.call('DELETE', activityPath(chat, id))).status, 200);
  assert.deepEqual(teams.messages('alex'), []);
  assert.equal((await bot.call('DELETE', activityPath(chat, id))).status, 404);
});

test('text beside a card becomes two messages, and Teams returns no id', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  const sent = await bot.say(chatIdOf('alex'), { text: 'look', ...withCard({ body: [] }) });
  assert.equal(sent.status, 201);
  assert.equal(textAt(sent.body, 'id'), undefined);
  const [text, card] = teams.messages('alex');
  assert.equal(text?.text, 'look');
  assert.equal(text?.card, undefined);
  assert.equal(card?.text, undefined);
  assert.ok(card?.card);
  assert.equal(teams.faults.length, 1);
});

test('Teams refuses a message of more than 100 KB, counted as UTF-16', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  const chat = chatIdOf('alex');
  assert.equal((await bot.say(chat, { text: 'x'.repeat(50_000) })).status, 201);
  assert.equal(codeOf(await bot.say(chat, { text: 'x'.repeat(52_000) })), 'MessageSizeTooBig');
});

test('the roster names both ids of a person, and guests as guests', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  const room = `v3/conversations/${encodeURIComponent(channels.atlas.channelId)}`;
  const first = await bot.call('GET', `${room}/pagedmembers?pageSize=2`);
  assert.equal(listAt(first.body, 'members').length, 2);
  const token = textAt(first.body, 'continuationToken');
  const rest = await bot.call('GET', `${room}/pagedmembers?pageSize=2&continuationToken=${token}`);
  const [gina] = listAt(rest.body, 'members');
  assert.equal(textAt(gina, 'userRole'), 'guest');
  assert.match(textAt(gina, 'userPrincipalName') ?? '', /#EXT#/);
  const one = await bot.call('GET', `${room}/members/${encodeURIComponent(teams.mri('megan'))}`);
  assert.equal(textAt(one.body, 'aadObjectId'), people.megan.objectId);
  assert.equal((await bot.call('GET', `${room}/members/29:nobody`)).status, 404);
  const team = `v3/teams/${encodeURIComponent(channels.atlas.teamThreadId)}`;
  assert.equal(textAt((await bot.call('GET', team)).body, 'aadGroupId'), channels.atlas.teamId);
  const listed = await bot.call('GET', `${team}/conversations`);
  assert.equal(listAt(listed.body, 'conversations').length, 2);
});
