import type { Db } from '../database.ts';
import { isOpen, isUnbegun } from '../fragments.ts';
import { all, one } from '../statement.ts';
import { answerWords } from '../step-answer-words.ts';

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
      + (select count(*) from invitation i
        where ${isUnbegun('i')} and i.plan = 'invite' and i.send_mail) as count`;
  return count;
}

/** A mail that may be one too many. `over`: by the order in which Graph's answers came, it is. */
export type DoubtfulMail = { invitationId: number; over: boolean };

/**
 * The newest mails of a request's invitations that the bot may have asked Graph for after `most` others of the 24 hours
 * before, of all requests. Calls overtake each other: every call that began before the answer to this one counts.
 */
export async function mailsOver(db: Db, requestId: number, most: number): Promise<DoubtfulMail[]> {
  return await all(db)`
    with mail as (
      select s.id, s.invitation_id, i.request_id, s.intended_at, s.settled_at
      from step s join invitation i on i.id = s.invitation_id
      where s.kind = 'invite' and s.state = 'done' and s.answer in ${answerWords(['made', 'found'])}
        and (i.send_mail or s.resend > 0)),
    begun as (
      select id, sum(begins) over (order by at) as count from (
        select id, intended_at as at, 1 as begins from mail union all select id, settled_at, 0 from mail) event),
    place as (
      select id, invitation_id, request_id, row_number() over (order by settled_at, id) as nth,
        count(*) over (order by settled_at range between unbounded preceding and interval '24 hours' preceding) as old
      from mail)
    select invitation_id, nth > ${most} as over from (
      select distinct on (p.invitation_id) p.invitation_id, p.nth - p.old as nth,
        b.count - p.old as possibly
      from place p join (select id, max(count) as count from begun group by id) b on b.id = p.id where p.request_id = ${requestId} order by p.invitation_id, p.id desc) newest
    where possibly > ${most}`;
}
