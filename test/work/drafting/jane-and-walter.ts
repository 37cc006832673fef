import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { forgetRequests } from '../../../src/store/requests/forget-requests.ts';
import { makeApproved } from '../../store/make-request.ts';
import type { TestServer } from '../../store/start-database.ts';
import { jane } from '../ending/due-scene.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning } from '../run-engine.ts';
import type { Workshop } from '../workshop.ts';

export const walter = 'walter@fabrikam.com';
const long = 400 * 86_400_000;

/** Jane has access, and Walter has access that began later. */
export async function janeAndWalter(t: TestContext, server: TestServer) {
  const shop = await openRunning(t, server);
  const ofJane = await makeApproved(shop.db, { addresses: [jane] });
  await untilDone(shop, ofJane);
  const ofWalter = await makeApproved(shop.db, { addresses: [walter] });
  await untilDone(shop, ofWalter);
  return { shop, ofJane, ofWalter };
}

/** The bot forgets these requests, as if they had ended long ago, and no other. */
export async function forget(shop: Workshop, ids: readonly number[]): Promise<void> {
  const now = shop.clock.now();
  const ago = new Date(now.getTime() - long);
  await sql`update request set ended_at = ${ago} where id = any(${ids}::bigint[])`.execute(shop.db);
  await sql`update invitation set over_at = ${ago} where over_at is not null and request_id = any(${ids}::bigint[])`.execute(
    shop.db,
  );
  const forgotten = await forgetRequests(shop.db, new Date(now.getTime() - long / 2), now);
  assert.deepEqual(forgotten.toSorted(), [...ids].toSorted());
}

/** The partners whom the review of this request found, and the owners of their access. */
export const found = async (shop: Workshop, id = 0) =>
  (await invitationsOf(shop.db, id)).map(({ address, about, kind }) => ({ address, about, kind }));

export const idsIn = async (shop: Workshop, id: number) =>
  (await invitationsOf(shop.db, id)).map((each) => each.id);

export const endJane = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
