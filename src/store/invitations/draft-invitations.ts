import type { Access } from '../../guests/project/project.ts';
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
 * order of ids.
 */
export async function insertDraftInvitations(
  db: Db,
  requestId: number,
  invitations: readonly NewInvitation[],
): Promise<void> {
  const accesses = numbered();
  const payload = invitations.map((i) => ({
    row: i.row,
    project_key: i.projectKey,
    address: i.address,
    display_name: i.displayName,
    language: i.language,
    redirect_url: i.redirectUrl,
    send_mail: i.sendMail,
    cc: i.cc ?? undefined,
    access: accesses.numberOf(i.access),
    plan: i.plan,
    flags: i.flags ?? [],
    found_id: i.foundId ?? undefined,
    ends_on: i.endsOn ?? undefined,
    lacks: i.lacks ? accesses.numberOf(i.lacks) : undefined,
  }));
  await run(db)`
    with access as (
      select number - 1 as number, value from jsonb_array_elements(${accesses.text()}::jsonb) with ordinality as a(value, number))
    insert into invitation (request_id, row, project_key, address, display_name, language, redirect_url, send_mail, cc, access, plan, flags,
      found_id, lacks, ends_on)
    select ${requestId}, r.row, r.project_key, r.address, r.display_name, r.language, r.redirect_url, r.send_mail, r.cc, a.value, r.plan, r.flags,
      r.found_id, l.value, r.ends_on
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(row integer, project_key text, address text,
      display_name text, language text, redirect_url text, send_mail boolean, cc text, access bigint, plan text, flags jsonb,
      found_id text, lacks bigint, ends_on text)
    join access a on a.number = r.access left join access l on l.number = r.lacks
    order by r.row`;
}

/** Numbers the few kinds of access that the rows of a list ask for, so that the statement carries each once. */
function numbered() {
  const numbers = new Map<string, number>();
  // Rows that name no access of their own share one object.
  const known = new WeakMap<Access, number>();
  return {
    numberOf(access: Access): number {
      const before = known.get(access);
      if (before !== undefined) return before;
      const text = JSON.stringify(access);
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      known.set(access, number);
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

/** The domains of the partners who are invited, the most frequent first. */
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
