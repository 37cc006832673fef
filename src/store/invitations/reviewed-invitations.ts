import type { Plan } from '../../guests/plan.ts';
import type { Access } from '../../guests/project/project.ts';
import type { Db } from '../database.ts';
import { all } from '../statement.ts';

/** The findings of the review for an invitation. */
export type ReviewedInvitation = {
  invitationId: number;
  plan: Plan;
  foundId: string | null;
  access: Access;
  lacks: Access | null;
  /** When the review asked the tenant who exists. */
  lookedUpAt: Date | null;
};

/** The findings of the review for these invitations, by their ids. */
export async function reviewedFor(
  db: Db,
  invitationIds: readonly number[],
): Promise<Map<number, ReviewedInvitation>> {
  const rows = await all(db)<ReviewedInvitation>`
    select i.id as invitation_id, i.plan, i.found_id, i.access, i.lacks, r.looked_up_at
    from invitation i join request r on r.id = i.request_id
    where i.id = any(${invitationIds}::bigint[])`;
  return new Map(rows.map((row) => [row.invitationId, row]));
}
