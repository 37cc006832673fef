import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inviteGuest } from '../../../src/graph/people/invite-guest.ts';
import { clientFor, fakeGraph, graphError, nobodysUrl } from '../fake-graph.ts';
import { guestId, jane } from '../invitation-of-jane.ts';

const created = (status = 'PendingAcceptance') => ({
  status: 201,
  body: { id: 'i1', status, inviteRedeemUrl: 'https://x', invitedUser: { id: guestId } },
  headers: { 'request-id': 'r1', 'x-ms-throttle-limit-percentage': '0.9' },
});

test("the answer to an invitation names the guest, Graph's request and how near the limit is", async (t) => {
  const graph = await fakeGraph(t, created());
  assert.deepEqual(await inviteGuest(graph.client, jane), {
    kind: 'done',
    value: { objectId: guestId, state: 'pending' },
    graphRequestId: 'r1',
    throttlePercentage: 0.9,
  });
});

test('an invitation carries name, language, cc and sponsors under the names that Graph knows', async (t) => {
  const graph = await fakeGraph(t, created());
  await inviteGuest(graph.client, {
    ...jane,
    displayName: 'Jane Doe',
    language: 'nl-NL',
    cc: 'pm@fabrikam.example',
    sponsors: ['a', 'b', 'a'],
  });
  assert.equal(graph.sent[0]?.method, 'POST');
  assert.equal(graph.sent[0]?.path, '/invitations');
  assert.deepEqual(graph.sent[0]?.body, {
    invitedUserEmailAddress: 'jane@fabrikam.example',
    inviteRedirectUrl: 'https://atlas.contoso.example/welcome',
    sendInvitationMessage: true,
    invitedUserDisplayName: 'Jane Doe',
    invitedUserMessageInfo: {
      messageLanguage: 'nl-NL',
      ccRecipients: [{ emailAddress: { address: 'pm@fabrikam.example' } }],
    },
    invitedUserSponsors: [{ id: 'a' }, { id: 'b' }],
  });
});

test('the bot sends no field that the caller left out, and at most five sponsors', async (t) => {
  const graph = await fakeGraph(t, created());
  await inviteGuest(graph.client, { ...jane, sendMail: false });
  await inviteGuest(graph.client, { ...jane, sponsors: ['1', '2', '3', '4', '5', '6'] });
  assert.deepEqual(graph.sent[0]?.body, {
    invitedUserEmailAddress: 'jane@fabrikam.example',
    inviteRedirectUrl: 'https://atlas.contoso.example/welcome',
    sendInvitationMessage: false,
  });
  assert.match(JSON.stringify(graph.sent[1]?.body), /"id":"5"\}\]/);
});

test('a throttled invitation waits as long as Graph asks, by seconds or by date', async (t) => {
  const graph = await fakeGraph(
    t,
    { status: 429, headers: { 'retry-after': '7' } },
    {
      status: 429,
      headers: {
        date: 'Mon, 02 Nov 2026 10:00:00 GMT',
        'retry-after': 'Mon, 02 Nov 2026 10:00:30 GMT',
      },
    },
    { status: 429, headers: { 'x-ms-throttle-scope': 'Tenant_Application/ReadWrite/a/t' } },
  );
  assert.deepEqual(await inviteGuest(graph.client, jane), {
    kind: 'wait',
    seconds: 7,
    scope: 'invitation',
  });
  assert.deepEqual(await inviteGuest(graph.client, jane), {
    kind: 'wait',
    seconds: 30,
    scope: 'invitation',
  });
  assert.deepEqual(await inviteGuest(graph.client, jane), { kind: 'wait', scope: 'all' });
});

test('a stated wait is at least a second and at most an hour', async (t) => {
  const waits = ['0', '999999999999', 'Mon, 02 Nov 2026 09:00:00 GMT'].map((said) => ({
    status: 429,
    headers: { 'retry-after': said, date: 'Mon, 02 Nov 2026 10:00:00 GMT' },
  }));
  const graph = await fakeGraph(t, ...waits);
  const answers = [];
  for (const _ of waits) answers.push(await inviteGuest(graph.client, jane));
  assert.deepEqual(
    answers.map((answer) => answer.kind === 'wait' && answer.seconds),
    [1, 3600, 1],
  );
});

test('Retry-After survives an answer that is not JSON', async (t) => {
  const throttled = { status: 429, text: '<p>busy</p>', headers: { 'retry-after': '3' } };
  const graph = await fakeGraph(t, throttled);
  const answer = await inviteGuest(graph.client, jane);
  assert.deepEqual(answer, { kind: 'wait', seconds: 3, scope: 'invitation' });
});

test('a broken connection, a gateway error or half an answer is lost, and the bot sends nothing twice', async (t) => {
  const graph = await fakeGraph(
    t,
    'hang up',
    { status: 504, text: 'gateway' },
    { status: 500, body: graphError('InternalServerError', 'Unable to find target address') },
    { status: 201, text: '{"id":"i1","invi', type: 'application/json' },
    created('Error'),
  );
  for (let i = 1; i <= 5; i++) {
    assert.equal((await inviteGuest(graph.client, jane)).kind, 'lost');
    assert.equal(graph.sent.length, i);
  }
});

test('an answer that does not come in time is lost', async (t) => {
  const graph = await fakeGraph(t, 'say nothing');
  assert.deepEqual(await inviteGuest(clientFor(graph.url, 50), jane), { kind: 'lost' });
});

test('without a connection the invitation waits, because it had no effect', async () => {
  assert.deepEqual(await inviteGuest(clientFor(await nobodysUrl()), jane), {
    kind: 'wait',
    scope: 'all',
  });
});
