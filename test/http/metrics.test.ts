import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startMetrics } from '../../bot/http/metrics.ts';
import { discardRequest } from '../../src/store/requests/move-requests.ts';
import { insertRequest } from '../../src/store/requests/requests.ts';
import { countStates } from '../../src/store/state-counts.ts';
import { openBreaker } from '../../src/store/steps/breaker.ts';
import { startDatabase } from '../store/start-database.ts';

const server = await startDatabase();
const now = new Date('2026-11-20T10:00:00Z');
const quiet = { warn: () => undefined };
const anywhere = { host: '127.0.0.1', port: 0 };

const draft = (requesterName: string) => ({
  tenantId: 'tenant-of-contoso',
  requesterId: 'id-of-alex',
  requesterName,
  source: 'file' as const,
  fileName: 'partners-of-fabrikam.csv',
  choice: {},
});

async function serve(t: TestContext, counts: Parameters<typeof startMetrics>[0]['counts']) {
  const metrics = await startMetrics({ listen: anywhere, counts, escaped: () => 3, log: quiet });
  t.after(() => metrics.close());
  const url = `http://127.0.0.1:${metrics.port}`;
  const scrape = async () => (await fetch(`${url}/metrics`)).text();
  return { url, scrape };
}

test('a scrape shows the present number in each state, and no personal data', async (t) => {
  const { db } = await server.fresh(t);
  const { scrape } = await serve(t, () => countStates(db));
  const first = await scrape();
  assert.match(first, /^guestlist_breaker_open 0$/m);
  assert.match(first, /^guestlist_cards_due 0$/m);
  assert.doesNotMatch(first, /^guestlist_requests\{/m);

  const discarded = await insertRequest(db, draft('Alex Wilber'), now);
  await insertRequest(db, draft('Megan Bowen'), now);
  await insertRequest(db, draft('Megan Bowen'), now);
  await discardRequest(db, discarded, now);
  await openBreaker(db, { code: 'tenant blocked' }, now);

  const then = await scrape();
  assert.match(then, /^guestlist_requests\{state="draft"\} 2$/m);
  assert.match(then, /^guestlist_requests\{state="discarded"\} 1$/m);
  assert.match(then, /^guestlist_breaker_open 1$/m);
  const ours = then.split('\n').filter((line) => line.startsWith('guestlist_'));
  for (const line of ours) assert.match(line, /^guestlist_\w+(\{state="[a-z ]+"\})? \d+$/);
});

test('an empty state is gone from the next scrape', async (t) => {
  const none = { requests: [], invitations: [], breakerOpen: false, cardsDue: 0 };
  const answers = [[{ state: 'due', count: 7 }], [{ state: 'done', count: 7 }]];
  const { scrape } = await serve(t, async () => ({ ...none, steps: answers.shift() ?? [] }));
  assert.match(await scrape(), /^guestlist_steps\{state="due"\} 7$/m);
  const then = await scrape();
  assert.match(then, /^guestlist_steps\{state="done"\} 7$/m);
  assert.doesNotMatch(then, /state="due"/);
});

test('a scrape measures the process too', async (t) => {
  const { db } = await server.fresh(t);
  const { scrape } = await serve(t, () => countStates(db));
  assert.match(await scrape(), /^process_resident_memory_bytes [\d.]+/m);
});

test('a scrape reports a database that does not answer, without its error', async (t) => {
  const { url } = await serve(t, () => Promise.reject(new Error('password of guestlist')));
  const response = await fetch(`${url}/metrics`);
  assert.equal(response.status, 503);
  assert.equal(await response.text(), 'the database does not answer\n');
});

test('the server has only /metrics', async (t) => {
  const { url } = await serve(t, () => Promise.reject(new Error('not asked')));
  assert.equal((await fetch(`${url}/api/messages`, { method: 'POST' })).status, 404);
  assert.equal((await fetch(`${url}/`)).status, 404);
});
