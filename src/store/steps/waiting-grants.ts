import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** A piece of access that is given once the guest is known. */
export type WaitingGrant = {
  id: number;
  kind: 'group' | 'app' | 'licence';
  target: string;
  detail: string;
};

export async function waitingGrants(db: Db, guestId: number): Promise<WaitingGrant[]> {
  const { rows } = await sql<WaitingGrant>`
    select id, kind, target, detail from step
    where guest_id = ${guestId} and kind not in ('invite', 'restore') and state = 'due' and due_at is null
    order by id`.execute(db);
  return rows;
}
