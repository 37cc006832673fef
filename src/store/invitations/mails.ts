import type { Db } from '../database.ts';
import { isOpen } from '../fragments.ts';
import { one } from '../statement.ts';

/** The mails of a draft. */
export type MailsOf = {
  languages: string[];
  sent: number;
  /** How many are invited and hear nothing. */
  silent: number;
  /** The hosts of the addresses that the mails lead to. */
  hosts: string[];
};

/** The languages of the mails that a draft would send, how many mails those are, how many guests get none, and where they lead. */
export async function mailsOf(db: Db, requestId: number): Promise<MailsOf> {
  return await one(db)`
    select coalesce(array_agg(distinct language) filter (where send_mail), '{}') as languages,
      count(*) filter (where send_mail) as sent, count(*) filter (where not send_mail) as silent,
      coalesce(array_agg(distinct substring(redirect_url from '^https?://([^/?#]+)')) filter (where send_mail), '{}') as hosts
    from invitation where request_id = ${requestId} and plan = 'invite'`;
}

/** How many mails went since then, or may have gone, or are on their way: of all requests that are confirmed. */
export async function mailsSince(db: Db, since: Date): Promise<number> {
  const { count } = await one(db)<{ count: number }>`
    select (select count(*) from step s join invitation i on i.id = s.invitation_id
        where s.kind = 'invite' and (i.send_mail or s.resend > 0)
          and (${isOpen('s')} or (s.state in ('done', 'unknown') and s.settled_at > ${since})))
      + (select count(*) from invitation
        where state in ('awaiting approval', 'approved') and plan = 'invite' and send_mail) as count`;
  return count;
}
