import type { Db } from '../database.ts';
import { all } from '../statement.ts';

/** A piece of access that is given once the guest is known. */
export type WaitingGrant = {
  id: number;
  kind: 'group' | 'app' | 'licence';
  target: string;
  detail: string;
};

export async function waitingGrants(db: Db, guestId: number): Promise<WaitingGrant[]> {
  return await all(db)`
    select id, kind, target, detail from step
    where guest_id = ${guestId} and kind not in ('invite', 'restore') and state = 'due' and due_at is null
    order by id`;
}
