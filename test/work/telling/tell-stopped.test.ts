import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openBreaker } from '../../../src/store/steps/breaker.ts';
import { learnPlace } from '../../../src/store/telling/places.ts';
import { tellStopped } from '../../../src/work/telling/tell-stopped.ts';
import { makeApproved, start, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();

test('in a stop of everything each requester may resume their own request from the message', async (t) => {
  const shop = await openWorkshop(t, server);
  const made = new Map<string, number>();
  const places = new Map<string, number>();
  for (const person of ['anna', 'bert', 'olivia']) {
    const none = { teamId: null, locale: null, timeZone: null };
    const place = { ...none, tenantId, kind: 'person', key: person, reference: {} } as const;
    places.set(person, (await learnPlace(shop.db, place, start)).id);
    if (person === 'olivia') continue;
    const id = await makeApproved(shop.db, { addresses: [`${person}@fabrikam.example`] });
    await sql`update request set requester_id = ${person} where id = ${id}`.execute(shop.db);
    made.set(person, id);
  }
  await openBreaker(shop.db, { code: 'tenant blocked' }, shop.clock.now());
  const deps = {
    ...shop,
    operatorsGroup: 'operators',
    peopleIn: async () => ['olivia'],
    announcer: { reachPerson: async (_: string, person: string) => places.get(person) },
  };
  await tellStopped(deps, tenantId);
  await tellStopped(deps, tenantId);
  const { rows } = await sql<{ key: string; id: number }>`
    select p.key, (c.detail->>'requestId')::int as id from shown_card c join place p on p.id = c.place_id
    where c.kind = 'notice' order by p.key`.execute(shop.db);
  assert.deepEqual(
    rows.filter(({ key }) => key !== 'olivia').map(({ key, id }) => [key, id]),
    [...made],
  );
  assert.deepEqual(
    rows.map(({ key }) => key),
    ['anna', 'bert', 'olivia'],
  );
});
