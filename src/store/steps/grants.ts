import type { Reason } from '../../guests/reason.ts';
import type { AccessPiece, StepState } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isGrant } from '../fragments.ts';
import { all } from '../statement.ts';

/** An invitation's grants, settled or not. */
export async function grantsOf(
  db: Db,
  invitationId: number,
): Promise<(AccessPiece & { state: StepState; reason: Reason | null })[]> {
  return await all(db)`
    select kind, target, detail, state, reason from step
    where invitation_id = ${invitationId} and ${isGrant('step')} order by id`;
}
