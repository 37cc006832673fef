import type { Access } from '../../guests/project/project.ts';
import type { Db } from '../database.ts';
import { all } from '../statement.ts';
import type { InvitationRecord } from './invitations.ts';

/** One partner of a draft, as the review found the row, with the line of the list that it stands on. */
export type DraftPartner = Pick<
  InvitationRecord,
  'projectKey' | 'address' | 'displayName' | 'language' | 'redirectUrl' | 'sendMail' | 'cc' | 'plan'
> & { line: number; until: string | null; access: Access };

/** Partners of a draft in the order of the list, from one of them on, counted from 1. */
export async function draftPartners(
  db: Db,
  requestId: number,
  { from, limit }: { from: number; limit: number },
): Promise<DraftPartner[]> {
  return await all(db)`
    select r.line, i.ends_on as until, i.project_key, i.address, i.display_name, i.language, i.redirect_url,
      i.send_mail, i.cc, i.plan, i.access
    from invitation i join request_row r on r.request_id = i.request_id and r.row = i.row
    where i.request_id = ${requestId} order by i.row offset ${from - 1} limit ${limit}`;
}
