import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphRefused, GraphUnavailable } from '../../src/graph/client/graph-faults.ts';
import { readDelta } from '../../src/graph/people/guests-delta.ts';
import { readPendingGuests } from '../../src/graph/people/pending-guests.ts';
import { restorePerson } from '../../src/graph/people/restore-person.ts';
import {
  createSubscription,
  readSubscription,
  removeSubscription,
  renewSubscription,
} from '../../src/graph/subscriptions.ts';
import { fakeGraph, graphError } from './fake-graph.ts';

const gone = { status: 404, body: graphError('ResourceNotFound', 'gone') };
const denied = { status: 403, body: graphError('Authorization_RequestDenied', 'no') };
const deltaOf = (url: string, token: string) => `${url}/v1.0/users/delta?$deltatoken=${token}`;

test("the delta begins at this moment and goes on at Graph's link", async (t) => {
  const first = { status: 200, body: { value: [] } };
  const graph = await fakeGraph(t, first);
  await readDelta(graph.client, 'latest');
  await readDelta(graph.client, deltaOf(graph.url, 'a%2Bb=='));
  assert.equal(graph.sent[0]?.path, '/users/delta');
  assert.equal(graph.sent[0]?.query.$deltatoken, 'latest');
  // Graph tells only of changes of what is selected.
  assert.match(graph.sent[0]?.query.$select ?? '', /\baccountEnabled\b/);
  assert.equal(graph.sent[1]?.query.$deltatoken, 'a+b==');
});

test("delta returns changes in the bot's words, and leaves out a state that Graph did not deliver", async (t) => {
  const value = [
    {
      id: '1',
      userType: 'Guest',
      accountEnabled: true,
      externalUserState: 'Accepted',
      externalUserStateChangeDateTime: '2026-11-02T08:00:00Z',
    },
    { id: '2', userType: 'Member', accountEnabled: false, externalUserState: null },
    { id: '3' },
    { id: '4', '@removed': { reason: 'changed' } },
    { id: '5', '@removed': { reason: 'deleted' } },
  ];
  const graph = await fakeGraph(t, {
    status: 200,
    body: { value, '@odata.nextLink': 'n', '@odata.deltaLink': 'd' },
  });
  assert.deepEqual(await readDelta(graph.client, 'latest'), {
    people: [
      {
        objectId: '1',
        userType: 'Guest',
        enabled: true,
        state: 'Accepted',
        changedAt: new Date('2026-11-02T08:00:00Z'),
      },
      { objectId: '2', userType: 'Member', enabled: false, state: null },
      { objectId: '3' },
      { objectId: '4', removed: 'soft' },
      { objectId: '5', removed: 'for good' },
    ],
    next: 'n',
    delta: 'd',
  });
});

test('a lapsed link starts over, however Graph says it', async (t) => {
  const graph = await fakeGraph(
    t,
    { status: 410, headers: { location: 'https://elsewhere.example' } },
    { status: 400, body: graphError('syncStateNotFound', 'expired') },
    { status: 400, body: graphError('resyncRequired', 'resync') },
    { status: 400, body: graphError('Directory_ExpiredPageToken', 'The page token has expired.') },
    { status: 400, body: graphError('Request_BadRequest', 'Badly formed token.') },
    { status: 404, body: graphError('Request_ResourceNotFound', 'no such token') },
    denied,
    { status: 503 },
  );
  const read = () => readDelta(graph.client, deltaOf(graph.url, 'old'));
  for (let i = 0; i < 6; i++) assert.equal(await read(), 'start over');
  await assert.rejects(read, GraphRefused);
  await assert.rejects(read, GraphUnavailable);
});

test('a refused first delta call is no lapsed link', async (t) => {
  const graph = await fakeGraph(t, { status: 400, body: graphError('Request_BadRequest', 'no') });
  await assert.rejects(readDelta(graph.client, 'latest'), GraphRefused);
});

test('the bot follows no link to another host or another call, and starts over', async (t) => {
  const graph = await fakeGraph(t, { status: 200, body: { value: [] } });
  for (const link of [
    'https://evil.example/v1.0/users/delta?$deltatoken=x',
    `${graph.url}.evil.example/v1.0/users/delta`,
    `${graph.url}/v1.0/users/deltas`,
    `${graph.url}/v1.0/me`,
  ]) {
    assert.equal(await readDelta(graph.client, link), 'start over');
  }
  assert.equal(graph.sent.length, 0);
});

test('the sweep reads pending guests page by page, and half a sweep throws', async (t) => {
  const graph = await fakeGraph(
    t,
    { status: 200, body: { value: [{ id: '1' }], '@odata.nextLink': 'more' } },
    { status: 200, body: { value: [{ id: '2' }] } },
    gone,
  );
  const first = await readPendingGuests(graph.client, 'start');
  assert.deepEqual(first, { objectIds: ['1'], next: 'more' });
  assert.equal(graph.sent[0]?.query.$top, '999');
  const link = `${graph.url}/v1.0/users?$skiptoken=x`;
  assert.deepEqual(await readPendingGuests(graph.client, link), { objectIds: ['2'] });
  await assert.rejects(readPendingGuests(graph.client, link), GraphUnavailable);
});

test("a subscription covers all users, and Graph's answer sets its end", async (t) => {
  const answer = { id: 's1', expirationDateTime: '2026-11-20T10:00:00Z' };
  const graph = await fakeGraph(t, { status: 201, body: answer });
  const made = await createSubscription(graph.client, {
    notificationUrl: 'https://bot.example/api/notifications',
    lifecycleUrl: 'https://bot.example/api/lifecycle',
    clientState: 'state',
    expiresAt: new Date('2026-11-29T10:00:00Z'),
  });
  assert.deepEqual(made, { id: 's1', expiresAt: new Date('2026-11-20T10:00:00Z') });
  assert.deepEqual(graph.sent[0]?.body, {
    changeType: 'updated,deleted',
    resource: 'users',
    notificationUrl: 'https://bot.example/api/notifications',
    lifecycleNotificationUrl: 'https://bot.example/api/lifecycle',
    clientState: 'state',
    expirationDateTime: '2026-11-29T10:00:00.000Z',
  });
});

test('the bot tells a missing subscription from one that it may not read', async (t) => {
  const graph = await fakeGraph(t, gone, gone, { status: 204 }, gone, denied, 'hang up');
  assert.equal(await readSubscription(graph.client, 's1'), undefined);
  assert.equal(await renewSubscription(graph.client, 's1', new Date(0)), undefined);
  await removeSubscription(graph.client, 's1');
  await removeSubscription(graph.client, 's1');
  await assert.rejects(readSubscription(graph.client, 's1'), GraphRefused);
  await assert.rejects(renewSubscription(graph.client, 's1', new Date(0)), GraphUnavailable);
});

test('a restore answers done, missing or refused', async (t) => {
  const graph = await fakeGraph(t, { status: 200, body: { id: '1' } }, gone, denied);
  assert.equal((await restorePerson(graph.client, '1')).kind, 'done');
  const answer = await restorePerson(graph.client, '1');
  assert.equal(answer.kind === 'refused' && answer.reason.code, 'access target missing');
  const refused = await restorePerson(graph.client, '1');
  assert.equal(refused.kind === 'refused' && refused.reason.code, 'restore refused');
  assert.equal(graph.sent[0]?.path, '/directory/deletedItems/1/restore');
});
