import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { insertNews, type NewNews } from '../../../src/store/telling/news.ts';
import type { DrawableCard } from '../../../src/work/telling/announcer.ts';
import { cleanUp } from '../../../src/work/upkeep/clean-up.ts';
import { makeDraft, requesterId, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { openAtlas, openTeams, runReplica, windowMs } from '../atlas-in-teams.ts';
import { until } from '../pass-time.ts';
import type { Workshop } from '../workshop.ts';

const server = await startDatabase();
const news = (requestId: number, n: number, changes: Partial<NewNews> = {}): NewNews => ({
  tenantId,
  personId: requesterId,
  requestId,
  about: 'approval',
  topic: `vote ${n}`,
  subjectId: n,
  reason: { code: 'owner approved', values: { project: `P${n}`, approved: 2, rejected: 0 } },
  ...changes,
});

type Told = { at: number; projects: string[]; unlisted: number };

/** Collects the messages to one person in a Teams that accepts all. */
async function open(t: TestContext, replicas = 1) {
  const shop = await openAtlas(t, server, 1);
  const requestId = await makeDraft(shop.db, { addresses: [] });
  const told: Told[] = [];
  const teams = openTeams(shop);
  const draw = async (card: DrawableCard) => {
    told.push({ at: shop.clock.now().getTime(), ...readDetail(card.detail) });
    return await teams.draw(card);
  };
  for (let n = 0; n < replicas; n += 1) runReplica(t, shop, { draw });
  return { shop, requestId, told };
}

type Reasons = { code: string; values: { project?: string; count?: number; approved: number } }[];

function readDetail(detail: unknown): { projects: string[]; unlisted: number } {
  const read: { reason?: Reasons[0]; listed?: Reasons; unlisted?: number } = Object(detail);
  const reasons = read.listed ?? (read.reason === undefined ? [] : [read.reason]);
  const projects = reasons.flatMap(({ values }) => values.project ?? []);
  return { projects, unlisted: read.unlisted ?? 0 };
}

const untold = async ({ db }: Workshop) => {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from news where told_at is null)
      + (select count(*) from shown_card where wanted > shown) as count`.execute(db);
  return rows[0]?.count;
};

test('two hundred decisions make a few messages over two replicas, and each decision is in one', async (t) => {
  const { shop, requestId, told } = await open(t, 2);
  for (let n = 0; n < 200; n += 1) {
    await insertNews(shop.db, news(requestId, n), shop.clock.now());
    const then = shop.clock.now().getTime() + 1000;
    const isSo = async () => n > 0 || (await untold(shop)) === 0;
    await until(shop, async () => shop.clock.now().getTime() >= then && (await isSo()));
  }
  await until(shop, async () => (await untold(shop)) === 0);
  const counted = told.reduce((sum, { projects, unlisted }) => sum + projects.length + unlisted, 0);
  assert.equal(counted, 200);
  assert.equal(told[0]?.projects.length, 1, 'the first at once');
  // Messages go at 0, 15, 45, 105, 225 s and so on, with a tick or two between.
  assert.ok(told.length <= 6, `${told.length} messages`);
});

test('when two callers tell the same news at once the bot sends it once', async (t) => {
  const { shop, requestId, told } = await open(t);
  await insertNews(shop.db, news(requestId, 1), shop.clock.now());
  await insertNews(shop.db, news(requestId, 1), shop.clock.now());
  await until(shop, async () => (await untold(shop)) === 0);
  await insertNews(shop.db, news(requestId, 1), shop.clock.now());
  assert.equal(await untold(shop), 0);
  assert.deepEqual(
    told.map(({ projects }) => projects),
    [['P1']],
  );
});

test('a message sums up the decisions and names rejections before approvals', async (t) => {
  const { shop, requestId } = await open(t);
  await insertNews(shop.db, news(requestId, 0), shop.clock.now());
  await until(shop, async () => (await untold(shop)) === 0);
  const rejected = { code: 'owner rejected', values: { approved: 0, rejected: 3 } } as const;
  await insertNews(shop.db, news(requestId, 1), shop.clock.now());
  await insertNews(shop.db, news(requestId, 2, { reason: rejected }), shop.clock.now());
  await until(shop, async () => (await untold(shop)) === 0);
  const { rows } = await sql<{ detail: { listed: { code: string; values: object }[] } }>`
    select detail from shown_card where kind = 'notice' order by id desc limit 1`.execute(shop.db);
  const listed = rows[0]?.detail.listed ?? [];
  assert.deepEqual(
    listed.map(({ code }) => code),
    ['owners decided', 'owner rejected', 'owner approved'],
  );
  const values = { number: String(requestId), count: 2, approved: 2, rejected: 3 };
  assert.deepEqual(listed[0]?.values, values);
});

test('acceptances do not delay decisions, and no person delays another', async (t) => {
  const { shop, requestId, told } = await open(t);
  const { db, clock } = shop;
  await insertNews(db, news(requestId, 1), clock.now());
  await insertNews(db, news(requestId, 2, { about: 'acceptance' }), clock.now());
  const owner = 'a0000000-0000-4000-8000-000000000002';
  await insertNews(db, news(requestId, 3, { personId: owner }), clock.now());
  const from = clock.now().getTime();
  await until(shop, async () => (await untold(shop)) === 0, 10);
  assert.equal(told.length, 3);
  assert.ok(told.every(({ at }) => at - from < windowMs));
});

test('news for a person whom the bot cannot reach delays nobody', async (t) => {
  const { shop, requestId, told } = await open(t);
  await insertNews(shop.db, news(requestId, 1, { personId: 'nobody' }), shop.clock.now());
  await until(shop, async () => (await untold(shop)) === 0);
  assert.deepEqual(told, []);
});

test('the bot deletes the news of a request that it forgets', async (t) => {
  const { shop, requestId } = await open(t);
  await insertNews(shop.db, news(requestId, 1), shop.clock.now());
  await until(shop, async () => (await untold(shop)) === 0);
  await sql`
    insert into shown_card (kind, subject_id, topic, place_id, due_at, wanted, shown, detail)
    select 'notice', 9, 'day told', id, now(), 1, 1, jsonb_build_object('requestIds', jsonb_build_array(${requestId}::bigint))
    from place limit 1`.execute(shop.db);
  await sql`update request set state = 'done', ended_at = ${new Date(0)} where id = ${requestId}`.execute(
    shop.db,
  );
  await cleanUp({ ...shop, draftLapsesMs: 1000, retentionMs: 1000 });
  const { rows } = await sql<{ news: number; details: number }>`
    select (select count(*) from news) as news,
      (select count(*) from shown_card where detail is not null) as details`.execute(shop.db);
  assert.deepEqual(rows, [{ news: 0, details: 0 }]);
});
