import type { Db } from '../database.ts';
import { isOpen } from '../fragments.ts';
import { one } from '../statement.ts';

/** The mails of a draft. */
export type MailsOf = {
  /** The language of the mails, the most frequent first. */
  languages: readonly { tag: string; count: number }[];
  sent: number;
  /** How many are invited and hear nothing. */
  silent: number;
  /** The hosts of the addresses where the partners land. */
  hosts: readonly string[];
};

/** The mails that a draft would send, in which languages, how many guests get none, and where all of them land. */
export async function mailsOf(db: Db, requestId: number): Promise<MailsOf> {
  // There are many rows and few kinds of them: the statement sorts and takes apart only the kinds.
  return await one(db)`
    with kind as (
      select coalesce(language, 'en-US') as tag, send_mail, redirect_url, count(*) as count
      from invitation where request_id = ${requestId} and plan = 'invite'
      group by language, send_mail, redirect_url),
    spoken as (select tag, sum(count)::bigint as count from kind where send_mail group by tag)
    select (select coalesce(jsonb_agg(to_jsonb(spoken) order by count desc, tag), '[]') from spoken) as languages,
      coalesce(sum(count) filter (where send_mail), 0)::bigint as sent,
      coalesce(sum(count) filter (where not send_mail), 0)::bigint as silent,
      coalesce(array_remove(array_agg(distinct substring(redirect_url from '^https?://([^/?#]+)')), null), '{}') as hosts
    from kind`;
}

/** Counts the mails of all confirmed requests that went since then, may have gone, or are about to go. */
export async function mailsSince(db: Db, since: Date): Promise<number> {
  const { count } = await one(db)<{ count: number }>`
    select (select count(*) from step s join invitation i on i.id = s.invitation_id
        where s.kind = 'invite' and (i.send_mail or s.resend > 0)
          and (${isOpen('s')} or (s.state in ('done', 'unknown') and s.settled_at > ${since})))
      + (select count(*) from invitation
        where state in ('awaiting approval', 'approved') and plan = 'invite' and send_mail) as count`;
  return count;
}
