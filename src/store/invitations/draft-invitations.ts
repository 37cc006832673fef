import type { RowFlag } from '../../guests/rows/row-flags.ts';
import type { Db } from '../database.ts';
import { all, run } from '../statement.ts';
import type { InvitationRecord } from './invitations.ts';

/** An invitation as a review writes it. */
export type NewInvitation = Pick<
  InvitationRecord,
  | 'row'
  | 'projectKey'
  | 'address'
  | 'displayName'
  | 'language'
  | 'redirectUrl'
  | 'sendMail'
  | 'cc'
  | 'access'
  | 'plan'
> &
  Partial<Pick<InvitationRecord, 'foundId' | 'lacks' | 'endsOn'>> & { flags?: readonly RowFlag[] };

/** Deletes a draft's invitations, before a review writes new ones. */
export async function clearDraftInvitations(db: Db, requestId: number): Promise<void> {
  await run(db)`delete from invitation where request_id = ${requestId} and state = 'draft'`;
}

/**
 * Writes a draft's invitations, a part of a long list at a time. Ids follow the rows, because work begins in the
 * order of ids. Every project must be stored: the table itself does not look.
 */
export async function insertDraftInvitations(
  db: Db,
  requestId: number,
  invitations: readonly NewInvitation[],
): Promise<void> {
  const alike = numbered();
  const payload = invitations.map((i) => ({
    row: i.row,
    address: i.address,
    name: i.displayName,
    found: i.foundId ?? undefined,
    alike: alike.numberOf(i),
  }));
  await run(db)`
    with alike as materialized (
      select place - 1 as number, a.* from rows from (jsonb_to_recordset(${alike.text()}::jsonb) as (project_key text, language text,
        redirect_url text, send_mail boolean, cc text, access jsonb, plan text, flags jsonb, lacks jsonb, ends_on text))
        with ordinality as a(project_key, language, redirect_url, send_mail, cc, access, plan, flags, lacks, ends_on, place))
    insert into invitation (request_id, row, address, display_name, found_id, project_key, language, redirect_url, send_mail, cc, access,
      plan, flags, lacks, ends_on)
    select ${requestId}, r.row, r.address, r.name, r.found, a.project_key, a.language, a.redirect_url, a.send_mail, a.cc, a.access,
      a.plan, a.flags, a.lacks, a.ends_on
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(row integer, address text, name text, found text, alike bigint)
    join alike a on a.number = r.alike
    order by r.row`;
}

/** Numbers what rows of a list have in common: few kinds of row, so the statement carries each once. */
function numbered() {
  const numbers = new Map<string, number>();
  return {
    numberOf(i: NewInvitation): number {
      const text = JSON.stringify({
        project_key: i.projectKey,
        language: i.language,
        redirect_url: i.redirectUrl,
        send_mail: i.sendMail,
        cc: i.cc,
        access: i.access,
        plan: i.plan,
        flags: i.flags ?? [],
        lacks: i.lacks ?? undefined,
        ends_on: i.endsOn,
      });
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return number;
    },
    text: () => `[${[...numbers.keys()].join(',')}]`,
  };
}

/** The last days that rows of each project name. */
export async function endsNamed(
  db: Db,
  requestId: number,
): Promise<{ projectKey: string; day: string; count: number }[]> {
  return await all(db)`
    select project_key, ends_on as day, count(*) as count from invitation
    where request_id = ${requestId} and ends_on is not null group by 1, 2`;
}

/** The domains of the invited partners, the most frequent first. */
export async function invitedDomains(
  db: Db,
  requestId: number,
  limit: number,
): Promise<{ first: { name: string; count: number }[]; total: number }> {
  const rows = await all(db)<{ name: string; count: number; total: number }>`
    select split_part(address, '@', 2) as name, count(*) as count, count(*) over () as total
    from invitation where request_id = ${requestId}
    group by name order by count desc, name limit ${limit}`;
  return { first: rows.map(({ name, count }) => ({ name, count })), total: rows[0]?.total ?? 0 };
}
