import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channels } from '../seed.ts';
import { codeOf, startWithEchoBot } from './echo-bot.ts';
import { chatIdOf } from './ids.ts';
import { textAt } from './json.ts';

const activityPath = (conversationId: string, id: string) =>
  `v3/conversations/${encodeURIComponent(conversationId)}/activities/${id}`;

test('the eighth call in a second is throttled in one chat and not in another', async () => {
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

test('threads of one channel share its windows, with new threads and edits', async () => {
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

test('an answer can be lost before its effect and after it', async () => {
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

test('a fault asked for strikes as often as asked, and where asked', async () => {
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

test('a call that Teams does not have is kept as a fault', async () => {
  await using started = await startWithEchoBot();
  assert.equal((await started.bot.call('GET', 'v3/attachments/1')).status, 404);
  assert.match(started.teams.faults[0]?.what ?? '', /GET \/v3\/attachments\/1/);
});
