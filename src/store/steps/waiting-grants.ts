import type { GrantKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isGrant, waitsForGuest } from '../fragments.ts';
import { all } from '../statement.ts';

/** A piece of access that is given once the guest is known. */
export type WaitingGrant = {
  id: number;
  kind: GrantKind;
  target: string;
  detail: string;
};

export async function waitingGrants(db: Db, guestId: number): Promise<WaitingGrant[]> {
  return await all(db)`
    select id, kind, target, detail from step
    where guest_id = ${guestId} and ${isGrant('step')} and ${waitsForGuest('step')}
    order by id`;
}
