import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { giveLicence } from '../../../src/graph/access/give-licence.ts';
import type { ReasonCode } from '../../../src/guests/reason.ts';
import { type FakeAnswer, fakeGraph, refusal } from '../fake-graph.ts';

const objectId = '11111111-2222-4333-8444-555555555555';
const skuId = '05e9a617-0261-4cee-bb44-138d3ef5d965';
const licence = { objectId, skuId, usageLocation: 'NL' };
const located: FakeAnswer = { status: 204 };
const noSeats = refusal(
  400,
  `Subscription with SKU ${skuId} does not have any available licenses.`,
);
const has = (...skuIds: string[]): FakeAnswer => ({
  status: 200,
  body: { assignedLicenses: skuIds.map((id) => ({ skuId: id, disabledPlans: [] })) },
});
const notThere = refusal(
  404,
  `Resource '${objectId}' does not exist or one of its queried reference-property objects are not present.`,
  'Request_ResourceNotFound',
);

/** A Graph that knows no country of the person. `sent`: the calls after the read that shows it. */
async function graphOf(t: TestContext, ...answers: FakeAnswer[]) {
  const unlocated = { status: 200, body: { usageLocation: null } };
  const graph = await fakeGraph(t, unlocated, ...answers);
  return {
    client: graph.client,
    get sent() {
      return graph.sent.slice(1);
    },
  };
}

test("the bot keeps the person's country if there is one", async (t) => {
  const there = { status: 200, body: { usageLocation: 'BE' } };
  const graph = await fakeGraph(t, there, { status: 200, body: { id: objectId } });
  assert.equal((await giveLicence(graph.client, licence)).kind, 'done');
  assert.deepEqual(
    graph.sent.map(({ method }) => method),
    ['GET', 'POST'],
  );
});

test("the bot sets the person's country before it gives a licence", async (t) => {
  const given = { status: 200, body: { id: objectId }, headers: { 'request-id': 'r2' } };
  const graph = await graphOf(t, located, given);
  assert.deepEqual(await giveLicence(graph.client, licence), {
    kind: 'done',
    value: undefined,
    graphRequestId: 'r2',
  });
  assert.deepEqual(
    graph.sent.map(({ method, path, body }) => ({ method, path, body })),
    [
      { method: 'PATCH', path: `/users/${objectId}`, body: { usageLocation: 'NL' } },
      {
        method: 'POST',
        path: `/users/${objectId}/assignLicense`,
        body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
      },
    ],
  );
});

const hindrances: [string, FakeAnswer, object][] = [
  ['is throttled', { status: 429, headers: { 'retry-after': '7' } }, { kind: 'wait', seconds: 7 }],
  ['gets no answer', 'hang up', { kind: 'lost' }],
  ['comes too early', notThere, { kind: 'not yet', missing: objectId }],
  [
    'names a country that Graph does not know',
    refusal(400, "Invalid value specified for property 'usageLocation' of resource 'User'."),
    { kind: 'refused', reason: { code: 'licence refused' } },
  ],
  [
    'is not allowed',
    refusal(403, 'Insufficient privileges to complete the operation.'),
    { kind: 'refused', reason: { code: 'access refused' } },
  ],
  [
    'comes with credentials that Entra refuses',
    refusal(401, 'Access token has expired.', 'InvalidAuthenticationToken'),
    { kind: 'stop', reason: { code: 'credentials refused' } },
  ],
];
for (const [what, answer, expected] of hindrances) {
  test(`the bot asks for no licence when setting the country ${what}`, async (t) => {
    const graph = await graphOf(t, answer);
    assert.partialDeepStrictEqual(await giveLicence(graph.client, licence), expected);
    assert.equal(graph.sent.length, 1);
  });
}

const refusals: [string, FakeAnswer, ReasonCode?][] = [
  ['no seat is left', noSeats, 'no seats left'],
  [
    'Graph does not take the country',
    refusal(400, 'License assignment cannot be done for user with invalid usage location.'),
  ],
  [
    'its plans exclude those the person has',
    refusal(400, 'License assignment failed because service plans a,b are mutually exclusive'),
  ],
  [
    'its plans need others',
    refusal(
      400,
      'License assignment failed because service plan a depends on the service plan(s) b',
    ),
  ],
  [
    'the tenant does not have it',
    refusal(400, `License ${skuId} does not correspond to a valid company License.`),
  ],
];
for (const [why, answer, code = 'licence refused'] of refusals) {
  test(`Graph refuses this person a licence when ${why}`, async (t) => {
    const graph = await graphOf(t, located, answer, has('c7df2760-2c81-4ef7-b578-5b5392b571df'));
    assert.deepEqual(await giveLicence(graph.client, licence), {
      kind: 'refused',
      reason: { code, values: { id: skuId, name: skuId, status: 400 } },
      graphRequestId: 'inner-1',
    });
  });
}

test('the answer is already when the person has the licence, whatever Graph says to the assignment', async (t) => {
  const lastSeat = await graphOf(t, located, noSeats, has(skuId.toUpperCase()));
  assert.deepEqual(await giveLicence(lastSeat.client, licence), {
    kind: 'already',
    graphRequestId: 'inner-1',
  });
  assert.equal(lastSeat.sent[2]?.method, 'GET');
  assert.equal(lastSeat.sent[2]?.path, `/users/${objectId}`);
  assert.equal(lastSeat.sent[2]?.query.$select, 'assignedLicenses');
  const again = refusal(400, 'The person has this already, in words that nobody has written down.');
  const unknownWords = await graphOf(t, located, again, has(skuId));
  assert.equal((await giveLicence(unknownWords.client, licence)).kind, 'already');
});

test("a refusal is lost if Graph cannot show the person's licences, and stays if the bot may not read them", async (t) => {
  const unclear = await graphOf(t, located, noSeats, 'hang up');
  assert.deepEqual(await giveLicence(unclear.client, licence), {
    kind: 'lost',
    graphRequestId: 'inner-1',
  });
  const denied = refusal(403, 'Insufficient privileges.', 'Authorization_RequestDenied');
  const unreadable = await graphOf(t, located, noSeats, denied);
  assert.equal((await giveLicence(unreadable.client, licence)).kind, 'refused');
});

test('the answer is not yet when only a part of Graph shows the person', async (t) => {
  const graph = await graphOf(t, located, notThere);
  assert.equal((await giveLicence(graph.client, licence)).kind, 'not yet');
  assert.equal(graph.sent.length, 2);
});

test('a throttled licence waits under the write limit, and no answer is lost', async (t) => {
  const throttled = await graphOf(t, located, { status: 429, headers: { 'retry-after': '11' } });
  assert.deepEqual(await giveLicence(throttled.client, licence), {
    kind: 'wait',
    seconds: 11,
    scope: 'write',
  });
  const lost = await graphOf(t, located, 'hang up');
  assert.equal((await giveLicence(lost.client, licence)).kind, 'lost');
});
