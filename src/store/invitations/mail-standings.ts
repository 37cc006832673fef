import { sql } from 'kysely';
import type { MailStanding } from '../../guests/times/mail-again.ts';
import type { MailsGone } from '../../guests/times/partner-reminders.ts';
import type { Db } from '../database.ts';
import { isInvite, isOpen, mayHaveAccess } from '../fragments.ts';
import { all, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** A partner of a project, with the newest invitation to it, and what decides over another mail. */
export type MailedPartner = MailStanding &
  MailsGone & {
    guestId: number;
    invitationId: number;
    address: string;
    displayName: string;
  };

/** `refusals`: codes of Entra's refusals that stand until somebody changes a setting. */
type Wanted = { tenantId: string; projectKey: string; refusals: readonly string[] };

/**
 * Partners with an account and an invitation to this project. `among`: only these guests; without it only partners who
 * have not accepted. Mails count for any project; the times of a project run from the first mail for it, or, where an
 * earlier mail had to do, from the partner's first access to it.
 */
export async function mailStandings(
  db: Db,
  { tenantId, projectKey, refusals }: Wanted,
  among?: readonly number[],
): Promise<MailedPartner[]> {
  const which =
    among === undefined ? sql`g.state = 'pending'` : sql`g.id = any(${among}::bigint[])`;
  const isInProject = sql<boolean>`(${isInvite('j')} and j.over_at is null and j.project_key = ${projectKey})`;
  return await all(db)`
    with newest as materialized (
      select distinct on (g.id) g.id as guest_id, g.address, coalesce(g.display_name, i.display_name) as display_name, i.id as invitation_id,
        g.state = 'accepted' as accepted, g.blocked_at, i.send_mail
      from invitation i join guest g on g.id = i.guest_id
      where i.project_key = ${projectKey} and i.plan <> 'member' and ${mayHaveAccess('i')}
        and g.tenant_id = ${tenantId} and g.object_id is not null and g.state in ('pending', 'accepted')
        and g.address not like 'forgotten %' and ${which}
      order by g.id, i.id desc)
    select n.guest_id, n.invitation_id, n.address, n.display_name, n.accepted, n.send_mail as sends_mail, coalesce(m.open, false) as open,
      m.mailed_at, case when m.mails > 0 then coalesce(m.own_mailed_at, here.at) end as first_mailed_at, coalesce(m.mails, 0) as mails, reminded.at as reminded_at, n.blocked_at is not null or coalesce(m.refused, false) as refused
    from newest n left join lateral (
      select bool_or(${isOpen('s')}) as open, max(sent.at) as mailed_at, count(sent.at) as mails,
        min(sent.at) filter (where ${isInProject}) as own_mailed_at,
        (array_agg(s.state = 'refused' and s.reason->>'code' = any(${refusals}::text[]) order by s.id desc))[1] as refused
      from invitation j join step s on s.invitation_id = j.id
      left join lateral (
        select coalesce(s.settled_at, s.first_tried_at) as at
        where s.state in ('done', 'unknown') and s.answer is distinct from ${answerWord('already so')} and (j.send_mail or s.resend > 0)) sent on true
      where j.guest_id = n.guest_id and s.kind = 'invite') m on true
    left join lateral (
      select coalesce(min(coalesce(s.settled_at, s.first_tried_at)), max(q.confirmed_at)) as at
      from invitation j join request q on q.id = j.request_id left join step s on s.invitation_id = j.id
      where j.guest_id = n.guest_id and ${isInProject}) here on true
    left join lateral (
      select max(q.created_at) as at from invitation w join request q on q.id = w.request_id
      where w.guest_id = n.guest_id and w.kind = 'resend' and w.cause = 'due') reminded on true
    order by n.guest_id`;
}

/** Gives the rows of a request that sends mails again what the mail of the invitation that each is about says. */
export async function copyMails(db: Db, requestId: number): Promise<void> {
  await run(db)`
    update invitation i set redirect_url = t.redirect_url, language = t.language, cc = t.cc
    from invitation t where i.request_id = ${requestId} and i.kind = 'resend' and t.id = i.about[1]`;
}
