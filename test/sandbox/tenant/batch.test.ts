import assert from 'node:assert/strict';
import { test } from 'node:test';
import { people } from '../seed.ts';
import { invitation, tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';

type Inner = { id: string; status: number; headers: Record<string, string> };
const json = { 'Content-Type': 'application/json' };
const get = (id: string, url = '/organization'): object => ({ id, method: 'GET', url });

test('a batch answers 200 whatever its parts get, and in another order', async (t) => {
  const { ask } = await tenantFor(t, { knobs: kindKnobs });
  const requests = [
    get('1', `/users/${people.alex.objectId}`),
    get('2', '/users/nobody'),
    {
      id: '3',
      method: 'POST',
      url: '/invitations',
      headers: json,
      body: invitation('j@fabrikam.example'),
    },
    { id: '4', method: 'POST', url: '/invitations', body: invitation('k@fabrikam.example') },
    { ...get('5'), dependsOn: ['2'] },
  ];
  const answer = await ask('POST', '/$batch', { requests });
  assert.equal(answer.status, 200);
  const inner: Inner[] = answer.body.responses;
  assert.deepEqual(
    inner.map(({ id, status }) => [id, status]),
    [
      ['5', 424],
      ['4', 400],
      ['3', 201],
      ['2', 404],
      ['1', 200],
    ],
  );
});

test('each part of a batch counts by itself, and Graph can refuse one inside the 200', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  tenant.turn({ limits: { invitations: { count: 1, seconds: 5 } } });
  const invite = (id: string): object => ({
    id,
    method: 'POST',
    url: '/invitations',
    headers: json,
    body: invitation(`p${id}@fabrikam.example`),
  });
  const answer = await ask('POST', '/$batch', { requests: [invite('1'), invite('2')] });
  const [second, first]: Inner[] = answer.body.responses;
  assert.deepEqual([answer.status, first?.status, second?.status], [200, 201, 429]);
  assert.ok(second?.headers['retry-after']);
});

test('Graph refuses a batch with more than twenty parts or two equal ids', async (t) => {
  const { ask } = await tenantFor(t, { knobs: kindKnobs });
  const many = Array.from({ length: 21 }, (_, n) => get(String(n)));
  assert.equal((await ask('POST', '/$batch', { requests: many })).status, 400);
  assert.equal((await ask('POST', '/$batch', { requests: [get('a'), get('A')] })).status, 400);
});
