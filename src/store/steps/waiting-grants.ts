import type { AccessPiece } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isBeingTaken, isGrant, waitsForGuest } from '../fragments.ts';
import { all } from '../statement.ts';

/** A grant that waits until the guest exists. A grant that the bot is taking back is not among them. */
export type WaitingGrant = AccessPiece & { id: number };

/** A guest's waiting grants, in every request. */
export async function waitingGrants(db: Db, guestId: number): Promise<WaitingGrant[]> {
  return await all(db)`
    select id, kind, target, detail from step
    where guest_id = ${guestId} and ${isGrant('step')} and ${waitsForGuest('step')}
      and not ${isBeingTaken('step')}
    order by id`;
}
