import { sql } from 'kysely';
import type { Db } from './database.ts';
import { changed } from './statement.ts';

/**
 * Notes that somebody is asked in the present stage of an approval: a person, or the one whose chat a place is. True
 * the first time, and only where the approval has stages.
 */
export async function noteStageAsked(
  trx: Db,
  approvalId: number,
  who: { personId: string } | { placeId: number },
): Promise<boolean> {
  const person =
    'personId' in who
      ? sql`select ${who.personId}::text as key`
      : sql`select key from place where id = ${who.placeId} and kind = 'person'`;
  return await changed(trx)`
    insert into stage_asked (approval_id, stage, person_id)
    select a.id, a.stage, p.key from approval a, (${person}) p where a.id = ${approvalId} and a.rule ? 'stages'
    on conflict do nothing`;
}
