import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchReads } from '../../../src/graph/client/batch-reads.ts';
import { GraphUnavailable } from '../../../src/graph/client/graph-faults.ts';
import { findPeople } from '../../../src/graph/people/find-people.ts';
import { readPerson } from '../../../src/graph/people/read-person.ts';
import { fakeGraph } from '../fake-graph.ts';

const inner = (id: string, status: number, body: object, headers = {}) => ({
  id,
  status,
  body,
  headers,
});
const person = (id: string) => ({ id, userType: 'Guest', mail: `${id}@fabrikam.example` });
const requestsIn = (body: unknown): { id: string; url: string; method: string }[] =>
  typeof body === 'object' && body !== null && 'requests' in body && Array.isArray(body.requests)
    ? body.requests
    : [];

test('simultaneous reads go in one call, and each gets its own answer', async (t) => {
  const responses = [
    inner('2', 404, { error: { code: 'Request_ResourceNotFound', message: 'Not there.' } }),
    inner('0', 200, person('a')),
    inner('1', 200, person('b')),
  ];
  const graph = await fakeGraph(t, { status: 200, body: { responses } });
  const client = batchReads(graph.client);
  const found = await Promise.all(['a', 'b', 'c'].map((id) => readPerson(client, id)));
  assert.deepEqual(
    found.map((one) => one?.objectId),
    ['a', 'b', undefined],
  );
  assert.deepEqual(
    graph.sent.map(({ method, path }) => `${method} ${path}`),
    ['POST /$batch'],
  );
});

test('a throttled read in a batch fails with its own wait, and the others succeed', async (t) => {
  const responses = [
    inner('0', 429, { error: { code: 'TooManyRequests', message: '' } }, { 'Retry-After': '7' }),
    inner('1', 200, person('b')),
  ];
  const graph = await fakeGraph(t, { status: 200, body: { responses } });
  const client = batchReads(graph.client);
  const [throttled, read] = await Promise.allSettled(
    ['a', 'b'].map((id) => readPerson(client, id)),
  );
  assert.equal(read?.status === 'fulfilled' && read.value?.objectId, 'b');
  const reason: unknown = throttled?.status === 'rejected' && throttled.reason;
  assert.ok(reason instanceof GraphUnavailable);
  assert.deepEqual([reason.retryAfterSeconds, reason.stated], [7, true]);
});

test('a batch that fails as a whole fails each of its reads', async (t) => {
  const graph = await fakeGraph(t, { status: 503 });
  const client = batchReads(graph.client);
  const ends = await Promise.allSettled(['a', 'b'].map((id) => readPerson(client, id)));
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
});

test('a read that the answer to the batch leaves out gets no answer', async (t) => {
  const graph = await fakeGraph(
    t,
    { status: 200, body: { responses: [inner('1', 200, person('b'))] } },
    { status: 200, text: '<html>' },
  );
  const client = batchReads(graph.client);
  const [first, second] = await Promise.allSettled(['a', 'b'].map((id) => readPerson(client, id)));
  assert.deepEqual([first?.status, second?.status], ['rejected', 'fulfilled']);
  const ends = await Promise.allSettled(['a', 'b'].map((id) => readPerson(client, id)));
  assert.ok(ends.every(({ status }) => status === 'rejected'));
});

test('twenty addresses make one call of six filters, each encoded', async (t) => {
  const responses = Array.from({ length: 6 }, (_, id) => inner(String(id), 200, { value: [] }));
  const graph = await fakeGraph(t, { status: 200, body: { responses } });
  const addresses = Array.from({ length: 20 }, (_, n) => `p+${n}#@fabrikam.example`);
  await findPeople(batchReads(graph.client), addresses);
  assert.equal(graph.sent.length, 1);
  const urls = requestsIn(graph.sent[0]?.body).map(({ url }) => url);
  assert.equal(urls.length, 6);
  assert.ok(urls.every((url) => url.startsWith('/users?$filter=') && !/[+#]/.test(url)));
});

test('a batch has at most twenty reads, and a single read goes as it is', async (t) => {
  const responses = Array.from({ length: 20 }, (_, id) => inner(String(id), 200, person(`p${id}`)));
  const graph = await fakeGraph(t, { status: 200, body: { responses } });
  const client = batchReads(graph.client);
  const all = await Promise.allSettled(
    Array.from({ length: 41 }, (_, n) => readPerson(client, `p${n}`)),
  );
  assert.equal(all.length, 41);
  assert.deepEqual(
    graph.sent.map(({ method, body }) => `${method} ${requestsIn(body).length}`).toSorted(),
    ['GET 0', 'POST 20', 'POST 20'],
  );
});
