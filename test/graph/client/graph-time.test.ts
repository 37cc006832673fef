import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGraphClient } from '../../../src/graph/client/client.ts';
import { graphTime } from '../../../src/graph/client/graph-time.ts';
import { fakeGraph } from '../fake-graph.ts';

test("every answer tells the time by Graph's clock, and it goes on evenly until the next", async (t) => {
  let moment = 5_000;
  const time = graphTime(() => moment);
  assert.equal(time.now(), undefined);
  const headers = { date: 'Mon, 02 Mar 2026 09:00:00 GMT' };
  const graph = await fakeGraph(t, { status: 404, headers, body: {} });
  const client = createGraphClient({
    graphUrl: graph.url,
    priority: 'high',
    newRequestId: () => 'call-1',
    time,
  });
  await client.send({ method: 'GET', path: '/organization' });
  assert.equal(time.now()?.toISOString(), '2026-03-02T09:00:00.000Z');
  moment += 61_500;
  assert.equal(time.now()?.toISOString(), '2026-03-02T09:01:01.500Z');
});

test('a date that is none changes nothing', () => {
  const time = graphTime(() => 0);
  time.heard('Mon, 02 Mar 2026 09:00:00 GMT');
  for (const date of [null, '', 'yesterday']) time.heard(date);
  assert.equal(time.now()?.toISOString(), '2026-03-02T09:00:00.000Z');
});
