import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channels } from '../seed.ts';
import { codeOf, startWithEchoBot } from './echo-bot.ts';
import { chatIdOf } from './ids.ts';
import { textAt } from './json.ts';

const activityPath = (conversationId: string, id: string) =>
  `v3/conversations/${encodeURIComponent(conversationId)}/activities/${id}`;

test('Teams throttles the eighth call in a second to one chat, and not a call to another', async () => {
  const now = new Date('2026-11-21T10:00:00Z');
  await using started = await startWithEchoBot({ clock: () => now });
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  await teams.installPersonal('megan');
  for (let n = 1; n <= 7; n++)
    assert.equal((await bot.say(chatIdOf('alex'), { text: `${n}` })).status, 201);
  const eighth = await bot.say(chatIdOf('alex'), { type: 'typing' });
  assert.equal(eighth.status, 429);
  assert.equal(eighth.headers.get('retry-after'), '1');
  assert.equal((await bot.say(chatIdOf('megan'), { text: 'hi' })).status, 201);
  teams.knobs.retryAfter = false;
  const silent = await bot.say(chatIdOf('alex'), { text: '8' });
  assert.equal(silent.headers.get('retry-after'), null);
  teams.knobs.clockOffsetMs = 1000;
  assert.equal((await bot.say(chatIdOf('alex'), { text: '8' })).status, 201);
  assert.equal((await bot.say(chatIdOf('alex'), { text: '9' })).status, 429);
  teams.knobs.rateLimits = false;
  assert.equal((await bot.say(chatIdOf('alex'), { text: '9' })).status, 201);
});

test('posts, new threads and edits in one channel count in the same windows', async () => {
  const now = new Date('2026-11-21T10:00:00Z');
  await using started = await startWithEchoBot({ clock: () => now });
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  const newThread = () =>
    bot.call('POST', 'v3/conversations', {
      isGroup: true,
      channelData: { channel: { id: channels.atlas.channelId } },
      activity: { type: 'message', text: 'news' },
    });
  const made = await newThread();
  const [id, root] = [textAt(made.body, 'id') ?? '', textAt(made.body, 'activityId') ?? ''];
  for (let n = 0; n < 3; n++) await newThread();
  for (let n = 0; n < 3; n++)
    await bot.call('PUT', activityPath(id, root), { type: 'message', text: `${n}` });
  assert.equal((await bot.say(id, { text: 'one too many' })).status, 429);
});

test('Teams can lose an answer before the effect of the call and after it', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  const chat = chatIdOf('alex');
  teams.failNext({ method: 'POST', path: /activities$/, how: 'lost before' });
  await assert.rejects(() => bot.say(chat, { text: 'first' }));
  assert.deepEqual(teams.messages('alex'), []);
  teams.failNext({ how: 'lost after' });
  await assert.rejects(() => bot.say(chat, { text: 'second' }));
  assert.deepEqual(
    teams.messages('alex').map((m) => m.text),
    ['second'],
  );
  assert.deepEqual(
    teams.wire.slice(-2).map((w) => [w.to, w.status]),
    [
      ['teams', 0],
      ['teams', 0],
    ],
  );
});

test('failNext fails only the calls that match, as often as the test asked', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  const chat = chatIdOf('alex');
  teams.failNext({ method: 'POST', how: { status: 412, code: 'PreconditionFailed' }, times: 2 });
  assert.equal((await bot.call('GET', `v3/conversations/${chat}/members`)).status, 200);
  assert.equal(codeOf(await bot.say(chat, { text: '1' })), 'PreconditionFailed');
  assert.equal((await bot.say(chat, { text: '2' })).status, 412);
  assert.equal((await bot.say(chat, { text: '3' })).status, 201);
});

test('a call that Teams does not have is a fault', async () => {
  await using started = await startWithEchoBot();
  assert.equal((await started.bot.call('GET', 'v3/attachments/1')).status, 404);
  assert.match(started.teams.faults[0]?.what ?? '', /GET \/v3\/attachments\/1/);
});
