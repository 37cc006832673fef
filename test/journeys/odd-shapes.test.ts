import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openUnfinished } from '../http/open-unfinished.ts';
import { bot as practiceBot, tenantId } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { answerTo, anything, approvalFor, ask, assertClean, confirm } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { teams, bot } = journey;
after(() => journey[Symbol.asyncDispose]());
await teams.installPersonal('megan');

const errors = () => bot.log().filter(({ level }) => level === 'error');
const own = { id: practiceBot.id, name: practiceBot.name };
const helpFrom = (parts: object) =>
  teams.deliver(teams.compose('alex', 'personal', { type: 'message', text: 'help', ...parts }));
const helped = (parts: object) =>
  answerTo(journey, { person: 'alex' }, async () => {
    const { status } = await helpFrom(parts);
    assert.equal(status, 200, JSON.stringify(parts));
  });

test('the bot reads and answers a message with any entities that the schema allows', async () => {
  await teams.installPersonal('alex');
  for (const parts of [
    { entities: null },
    { entities: [] },
    { entities: [{}] },
    { entities: [{ type: null }] },
    { entities: [{ type: 'mention' }] },
    { entities: [{ type: 'mention', mentioned: null, text: null }] },
    { entities: [{ type: 'mention', mentioned: {} }] },
    { entities: [{ type: 'mention', mentioned: own }] },
    { entities: [{ type: 'clientInfo', locale: null, timezone: null }] },
    {
      entities: [{ type: 'mention', mentioned: own, text: '<at>A &amp; B</at>' }],
      text: '<at>A &amp; B</at> help',
    },
    { attachments: null, value: null, locale: null, localTimezone: null, channelData: null },
  ]) {
    const answer = await helped(parts);
    assert.match(answer.text(), /What Guestlist does/, JSON.stringify(parts));
  }
  assert.deepEqual(errors(), []);
});

test('the bot answers help while the bodies of 700 notifications do not come', async () => {
  using open = new DisposableStack();
  await openUnfinished(Number(new URL(bot.url).port), open);
  assert.match((await helped({})).text(), /What Guestlist does/);
  assert.equal((await fetch(`${bot.url}/healthz`)).status, 200);
});

test('an activity that names no channel is refused, and is no error of the bot', async () => {
  for (const channelId of [null, '']) {
    const { status } = await helpFrom({ channelId });
    assert.ok(status !== undefined && status >= 400 && status < 500, `${status}`);
  }
  assert.deepEqual(errors(), []);
});

test('a person with an empty object id gets no answer, no place and no error', async () => {
  const before = teams.messages('alex').filter(anything).length;
  const from = { id: '29:nobody', name: 'Nobody', aadObjectId: '' };
  for (const parts of [
    { from },
    { from, type: 'installationUpdate', action: 'add' },
    { from, type: 'installationUpdate', action: 'remove' },
  ]) {
    assert.ok(((await helpFrom(parts)).status ?? 500) < 500);
  }
  assert.equal(teams.messages('alex').filter(anything).length, before);
  assert.deepEqual(errors(), []);
});

const meeting = '19:meeting_MzQ0ZTc0@thread.v2';
const shared = [
  { id: meeting, conversationType: 'personal', tenantId },
  { id: meeting, tenantId },
  { id: 'a:looks-alone', conversationType: 'personal', isGroup: true, tenantId },
  { id: 'a:of-tomorrow', conversationType: 'newKind', tenantId },
];

test("the bot never takes a group chat for a person's private chat", async () => {
  for (const conversation of shared) {
    const entities = [{ type: 'mention', mentioned: own, text: '<at>Guestlist</at>' }];
    const parts = { type: 'message', text: '<at>Guestlist</at> help', entities, conversation };
    const { status } = await teams.deliver(teams.compose('megan', 'personal', parts));
    assert.equal(status, 200, JSON.stringify(conversation));
    const away = { type: 'installationUpdate', action: 'remove', conversation };
    await teams.deliver(teams.compose('megan', 'personal', away));
  }
  const review = await ask(journey, 'alex', 'invite Sam Secret <sam@fabrikam.example> to atlas');
  await confirm(review);
  await approvalFor(journey, 'megan', review.subject);
  const there = teams.wire.filter(
    ({ to, path }) =>
      to === 'teams' && shared.some(({ id }) => decodeURIComponent(path).includes(id)),
  );
  assert.ok(!JSON.stringify(there.map(({ body }) => body)).includes('sam@fabrikam.example'));
  assert.equal(
    there.filter(({ body }) => JSON.stringify(body ?? '').includes('Approve')).length,
    0,
  );
  assert.deepEqual(errors(), []);
});

test('the bot ignores a meeting chat without a mention', async () => {
  const before = teams.wire.length;
  const conversation = { id: meeting, conversationType: 'personal', tenantId };
  const parts = { type: 'message', text: 'help', conversation };
  assert.equal((await teams.deliver(teams.compose('megan', 'personal', parts))).status, 200);
  // Cards of the earlier request may still be on their way to other places.
  const sent = teams.wire
    .slice(before)
    .filter(({ to, path }) => to === 'teams' && decodeURIComponent(path).includes(meeting));
  assert.deepEqual(sent, []);
  assertClean(journey);
});
