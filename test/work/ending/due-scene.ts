import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { makeDraft, requesterId, tenantId } from '../../store/make-request.ts';
import { untilDone } from '../pass-time.ts';
import type { Workshop } from '../workshop.ts';

export const jane = 'jane@fabrikam.com';
export const joe = 'joe@fabrikam.com';
export const day = 86_400_000;
export const who = { tenantId, personId: requesterId, name: 'Alex' };

/** Makes a confirmed request with these addresses and last days. Undefined: no last day. */
export async function invite(
  shop: Workshop,
  until: Record<string, string | undefined>,
): Promise<number> {
  const id = await makeDraft(shop.db, { addresses: Object.keys(until), at: shop.clock.now() });
  for (const [address, last] of Object.entries(until)) {
    if (last === undefined) continue;
    await sql`update request_row set partner = partner || jsonb_build_object('until', ${last}::text)
      where request_id = ${id} and partner->>'address' = ${address}`.execute(shop.db);
  }
  await confirmRequest(shop, who, { requestId: id, version: 1, onlyValid: false });
  await untilDone(shop, id);
  return id;
}

/** The end of the access of each row. */
export const endsOf = async (db: Db, id: number) =>
  (await invitationsOf(db, id)).map(({ endsAt }) => endsAt?.toISOString() ?? null);
/** The newest request that the bot began by itself. */
export const endRequest = async (db: Db): Promise<number> => {
  const { rows } = await sql<{
    id: number;
  }>`select id from request where automatic is not null order by id desc`.execute(db);
  return rows[0]?.id ?? 0;
};
/** All notices, oldest first. */
export const notices = async (db: Db) =>
  (await sql<{ id: number; day: string }>`select id, day from end_notice order by id`.execute(db))
    .rows;

/** The change that extends Jane's access to Atlas until May. */
export const untilMay = {
  kind: 'extend',
  addresses: [jane],
  projectKey: 'atlas',
  until: '2026-05-01',
} as const;
