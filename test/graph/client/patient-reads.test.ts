import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { addMembers } from '../../../src/graph/access/add-members.ts';
import { patientReads } from '../../../src/graph/client/patient-reads.ts';
import { readPerson } from '../../../src/graph/people/read-person.ts';
import { type FakeAnswer, fakeGraph } from '../fake-graph.ts';

const throttled = (seconds: number): FakeAnswer => ({
  status: 429,
  headers: { 'Retry-After': `${seconds}` },
});
const jane: FakeAnswer = {
  status: 200,
  body: { id: 'jane', userType: 'Guest', mail: 'jane@fabrikam.example' },
};

async function patient(t: TestContext, ...answers: FakeAnswer[]) {
  const graph = await fakeGraph(t, ...answers);
  const naps: number[] = [];
  const client = patientReads(graph.client, async (ms) => void naps.push(ms));
  return { client, naps, sent: graph.sent };
}

test('the client repeats a read after the moment that Graph asks for', async (t) => {
  const { client, naps } = await patient(t, throttled(2), { status: 503 }, jane);
  assert.equal((await readPerson(client, 'jane'))?.objectId, 'jane');
  assert.deepEqual(naps, [2000, 2000]);
});

test('a read throws when Graph puts it off three times, or for longer than a moment', async (t) => {
  const often = await patient(t, throttled(1));
  await assert.rejects(readPerson(often.client, 'jane'), { name: 'GraphUnavailable' });
  assert.equal(often.sent.length, 3);
  const long = await patient(t, throttled(60));
  await assert.rejects(readPerson(long.client, 'jane'), {
    name: 'GraphUnavailable',
    retryAfterSeconds: 60,
  });
  assert.equal(long.sent.length, 1);
});

test('the client repeats a read neither after an answer nor after a broken connection', async (t) => {
  const missing = await patient(t, { status: 404 });
  assert.equal(await readPerson(missing.client, 'jane'), undefined);
  const gone = await patient(t, 'hang up');
  await assert.rejects(readPerson(gone.client, 'jane'), { name: 'GraphUnavailable' });
  assert.deepEqual([missing.sent.length, gone.sent.length, gone.naps], [1, 1, []]);
});

test('the client never repeats a write', async (t) => {
  const { client, sent } = await patient(t, throttled(1));
  const id = '00000000-0000-4000-8000-000000000001';
  assert.equal((await addMembers(client, id, [id])).kind, 'wait');
  assert.equal(sent.length, 1);
});
