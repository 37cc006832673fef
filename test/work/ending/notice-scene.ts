import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import { learnPlace } from '../../../src/store/telling/places.ts';
import { makeNotices } from '../../../src/work/ending/make-end-notices.ts';
import { tellNotices } from '../../../src/work/ending/tell-end-notices.ts';
import { requesterId, tenantId } from '../../store/make-request.ts';
import type { TestServer } from '../../store/start-database.ts';
import { openRunning } from '../run-engine.ts';
import type { Workshop } from '../workshop.ts';
import { day, invite, jane, joe, notices } from './due-scene.ts';
import { reviewDeps } from './ending-scene.ts';

/**
 * The access of Jane and Joe ends on the first of April, and their requester reads a notice of it. With `ofOlga` somebody
 * else asked for Joe.
 */
export async function noticed(
  t: TestContext,
  server: TestServer,
  { operators = [], ofOlga = false }: { operators?: readonly string[]; ofOlga?: boolean } = {},
) {
  const shop = await openRunning(t, server);
  const end = '2026-04-01';
  if (ofOlga) {
    const id = await invite(shop, { [joe]: end });
    await sql`update request set requester_id = 'olga' where id = ${id}`.execute(shop.db);
  }
  await invite(shop, ofOlga ? { [jane]: end } : { [jane]: end, [joe]: end });
  const placeId = await meet(shop, requesterId, 'Alex');
  shop.clock.advance(18 * day);
  await makeNotices(shop);
  const announcer = {
    reachPerson: async (_tenant: string, person: string) =>
      person === requesterId ? placeId : undefined,
    reachChannel: async () => undefined,
  };
  const peopleIn = async (group: string) => (group === 'ops' ? operators : []);
  await tellNotices({ ...reviewDeps(shop), announcer, operatorsGroup: 'ops', peopleIn });
  await sql`update shown_card set shown = wanted, final = true`.execute(shop.db);
  const [notice] = await notices(shop.db);
  return { shop, noticeId: notice?.id ?? 0 };
}

/** Somebody writes to the bot in a personal chat. Returns its place. */
export async function meet({ db, clock }: Workshop, key: string, name: string): Promise<number> {
  const chat = { tenantId, kind: 'person', key, teamId: null, reference: {} } as const;
  const place = { ...chat, locale: null, timeZone: null, name };
  return (await learnPlace(db, place, clock.now())).id;
}
