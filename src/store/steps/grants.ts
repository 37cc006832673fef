import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { all } from '../statement.ts';
import type { StepKind } from './steps.ts';

/** What a guest was given for an invitation: the settled grants by target. */
export async function grantsOf(
  db: Db,
  invitationId: number,
): Promise<
  { kind: StepKind; target: string; detail: string; state: string; reason: Reason | null }[]
> {
  return await all(db)`
    select kind, target, detail, state, reason from step
    where invitation_id = ${invitationId} and kind not in ('invite', 'restore') order by id`;
}
