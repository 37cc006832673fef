import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { drawNotice } from '../../bot/drawing/draw-notice.ts';
import { lookAtCredentials } from '../../src/work/doctor/daily-credential-look.ts';
import { start, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { place, placesOf } from './atlas-in-teams.ts';
import { openWorkshop } from './workshop.ts';

const server = await startDatabase();
const operator = 'a0000000-0000-4000-8000-000000000005';
const dayMs = 86_400_000;

test('operators are warned once a day in the last thirty days of a secret, and not before', async (t) => {
  const shop = await openWorkshop(t, server);
  await place(shop, 'person', operator);
  const endsAt = new Date(start.getTime() + 31.5 * dayMs);
  let ends: { kind: 'secret'; hint: string; endsAt: Date }[] | 'not readable' = [
    { kind: 'secret', hint: 'abc', endsAt },
  ];
  const deps = {
    ...shop,
    announcer: placesOf(shop),
    operatorsGroup: 'operators',
    peopleIn: async () => [operator],
    credentials: [{ what: 'graph', kind: 'secret', appId: 'own', hint: 'abcdef' } as const],
    readCredentialEnds: async () => ends,
  };
  const told = async () => {
    const { rows } = await sql<{ detail: unknown }>`
      select detail from shown_card where kind = 'notice' order by id`.execute(shop.db);
    return rows.map(({ detail }) => JSON.stringify(drawNotice(detail, 'en')));
  };
  await lookAtCredentials(deps, tenantId);
  assert.deepEqual(await told(), []);
  for (let day = 1; day <= 2; day += 1) {
    shop.clock.advance(dayMs);
    // Two replicas at once, and again an hour later.
    await Promise.all([lookAtCredentials(deps, tenantId), lookAtCredentials(deps, tenantId)]);
    shop.clock.advance(dayMs / 24);
    await lookAtCredentials(deps, tenantId);
    assert.equal((await told()).length, day);
  }
  assert.match(
    (await told()).at(-1) ?? '',
    /The secret with which the bot signs in to Graph ends on .*, in 29 days/,
  );
  shop.clock.advance(31 * dayMs);
  await lookAtCredentials(deps, tenantId);
  assert.match((await told()).at(-1) ?? '', /has ended/);
  // Somebody changed the secret, or the bot may not read its own application.
  ends = 'not readable';
  shop.clock.advance(dayMs);
  await lookAtCredentials(deps, tenantId);
  assert.equal((await told()).length, 3);
});
