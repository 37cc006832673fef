import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import { type DueWork, readDueWork } from '../../../src/store/due/due-work.ts';
import { askReview } from '../../../src/store/requests/request-reviews.ts';
import { insertNews } from '../../../src/store/telling/news.ts';
import { wantCard } from '../../../src/store/telling/shown-cards.ts';
import { applyAtlas, makeApproved, makeDraft, start } from '../make-request.ts';
import { personalChat } from '../personal-chat.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const later = new Date(start.getTime() + 60_000);
const jane = { addresses: ['jane@fabrikam.example'] };

/** The loops for which something is due then. */
async function dueIn(db: Db, now: Date): Promise<(keyof DueWork)[]> {
  const due = await readDueWork(db, now);
  const names: (keyof DueWork)[] = [
    'steps',
    'rights',
    'cards',
    'telling',
    'guestChecks',
    'reviews',
  ];
  return names.filter((name) => due[name]);
}

const guest = (db: Db, lookDueAt: Date | null) =>
  sql`insert into guest (tenant_id, address, object_id, state, look_due_at)
    values ('t', 'jane@fabrikam.example', 'o', 'pending', ${lookDueAt})`.execute(db);

/** The loops that each maker makes due, at `later` at the latest. */
const makers: readonly [string, keyof DueWork, (db: Db) => Promise<unknown>][] = [
  ['an approved invitation', 'steps', (db) => makeApproved(db, jane)],
  [
    'a request whose requester must have the right',
    'rights',
    async (db) => {
      const id = await makeDraft(db, jane);
      await sql`insert into approval (request_id, project_key, version, rule, asked_at, rights_due, state, told)
        values (${id}, 'atlas', 1, '{}', ${start}, true, 'decided', 'decided')`.execute(db);
    },
  ],
  [
    'a card that is behind its rows',
    'cards',
    async (db) => {
      const place = await personalChat(db, start);
      await wantCard(db, { kind: 'request', subjectId: 1001, placeId: place.id }, start);
    },
  ],
  [
    'news that nobody has heard',
    'telling',
    async (db) => {
      const requestId = await makeDraft(db, jane);
      const to = { tenantId: 't', personId: 'p', requestId, about: 'result' } as const;
      const reason = { code: 'owner approved', values: {} } as const;
      await insertNews(db, { ...to, reason, topic: 'x', subjectId: 1 }, start);
    },
  ],
  ['a guest whom the bot must check', 'guestChecks', (db) => guest(db, later)],
  [
    'a guest whom Graph named',
    'guestChecks',
    (db) =>
      sql`insert into heard (tenant_id, object_id, gone) values ('t', 'o', false)`.execute(db),
  ],
  [
    'a draft to review',
    'reviews',
    async (db) => {
      const id = await makeDraft(db, jane);
      await askReview(db, { id, version: 1, choice: {} }, later);
    },
  ],
];

for (const [what, name, make] of makers) {
  test(`one question finds ${what}`, async (t) => {
    const { db } = await server.fresh(t);
    await applyAtlas(db);
    assert.deepEqual(await dueIn(db, later), []);
    await make(db);
    assert.deepEqual(await dueIn(db, later), [name]);
  });
}

test('a time that has not come makes nothing due', async (t) => {
  const { db } = await server.fresh(t);
  await guest(db, later);
  assert.deepEqual(await dueIn(db, start), []);
});
