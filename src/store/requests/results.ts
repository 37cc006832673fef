import { sql } from 'kysely';
import type { Plan } from '../../guests/plan.ts';
import type { Reason, ReasonCode } from '../../guests/reason.ts';
import type { GuestState, InvitationState } from '../../guests/states.ts';
import type { AccessPiece, EndCause, RequestKind, RowKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isGrant } from '../fragments.ts';
import { howEnded, stateToRead } from '../how-access-ended.ts';
import { all, one } from '../statement.ts';
import { answerWord, answerWords } from '../step-answer-words.ts';

/** A row of the list with its outcome. */
export type ResultRow = {
  row: number;
  line: number;
  invitationId: number | null;
  address: string;
  problems: readonly Reason[];
  skipped: Reason | null;
  state: InvitationState | null;
  plan: Plan | null;
  reason: Reason | null;
  /** Rows that end something: what stays and why, and what went wrong, each piece once. Null for all other rows. */
  reasons: readonly Reason[] | null;
  objectId: string | null;
  guestState: GuestState | null;
  mailed: boolean | null;
  projectKey: string | null;
  kind: RowKind | null;
  requestKind: RequestKind;
  cause: EndCause | null;
  /** True where a row that ends, extends, removes or restores has done anything. */
  effect: boolean;
  /** True where this bot removed the account, and it is still gone or came back through another invitation. */
  removed: boolean;
  /** The end before and the end now, where the row moved it or invited anew to move it. */
  moved: EndBeforeAndNow | null;
};
/** `from`: an instant or a day, null where there was no end. `to`: a day. */
export type EndBeforeAndNow = { from: string | null; to: string; zone: string | null };
/** The same with the cells that the row was read from. */
export type ResultRowWithCells = ResultRow & {
  cells: readonly string[];
  /** The access of an existing guest: each piece, and whether the guest had it before. */
  given: readonly GivenPiece[] | null;
};
/** A grant that was settled as done. */
export type GivenPiece = AccessPiece & { held: boolean };

/** So few rows that nobody else waits long while the bot reads and writes them. */
const rowsPerPage = 500;

/** Every row of a request with its outcome, a page at a time, in the order of the list. */
export async function* resultPages(db: Db, requestId: number): AsyncGenerator<ResultRow[]> {
  const { last } = await sizeOf(db, requestId);
  for (let first = 1; first <= last; first += rowsPerPage) {
    yield await all(db)<ResultRow>`
      select ${columns} ${from(requestId, first)} order by r.row`;
  }
}

/**
 * The same pages with the cells of each row. Or only the faulty rows, and where there are none, the rows that were not
 * invited: a row that only repeats another one would be invited if it came back among the faulty ones.
 */
export async function* resultPagesWithCells(
  db: Db,
  requestId: number,
  only: 'all' | 'problems',
): AsyncGenerator<ResultRowWithCells[]> {
  const { last, faulty } = await sizeOf(db, requestId);
  const leftOut = faulty > 0 ? sql`r.problems <> '[]'` : sql`r.skipped is not null`;
  const wanted = only === 'all' ? sql`true` : leftOut;
  for (let first = 1; first <= last; first += rowsPerPage) {
    yield await all(db)<ResultRowWithCells>`
      select ${columns}, r.partner->'cells' as cells, ${given} as given ${from(requestId, first)}
        and ${wanted} order by r.row`;
  }
}

/** How many rows a list has, the most cells of any row, and how many rows are faulty. */
export async function sizeOf(db: Db, requestId: number): Promise<Size> {
  return await one(db)`
    select coalesce(max(row), 0) as last, coalesce(max(jsonb_array_length(partner->'cells')), 0) as widest,
      count(*) filter (where problems <> '[]') as faulty
    from request_row where request_id = ${requestId}`;
}

type Size = { last: number; widest: number; faulty: number };

/** The access of an existing guest. After a lost answer, "already so" means that the bot gave it. */
const given = sql`(
  select jsonb_agg(jsonb_build_object('kind', s.kind, 'target', s.target, 'detail', s.detail,
    'held', s.answer = ${answerWord('already so')} and s.attempts < 2) order by s.id)
  from step s where s.invitation_id = i.id and i.plan in ('access only', 'member')
    and ${isGrant('s')} and s.state = 'done')`;

const takenInPart: ReasonCode = 'taken in part';
const nothingTaken: ReasonCode = 'nothing taken';
const leftLater: ReasonCode = 'left later';
const goneBefore: ReasonCode = 'gone before';
const givenAgain: ReasonCode = 'given again';
const blockedAnyway: ReasonCode = 'blocked all the same';

/** This bot removed the account of the guest `g`, and it is still gone. */
const isRemoved = sql<boolean>`coalesce(g.state = 'deleted' and g.removed_at is not null, false)`;

/** Why an invitation that an end is about reads as it does, with the number of the request that ends it. */
const byEnd = (code: ReasonCode) =>
  sql`jsonb_build_object('code', ${code}::text, 'values', jsonb_build_object('number', e.request_id::text))`;

/** An end that left access has blocked the account nevertheless, and people would not know. */
const blockedAllTheSame = sql`coalesce((
  select jsonb_build_array(jsonb_build_object('code', ${blockedAnyway}::text, 'values',
    jsonb_build_object('removes', case b.target when 'remove' then 'yes' else 'no' end)))
  from step b where b.invitation_id = i.id and b.kind = 'block' and b.state = 'done' and b.answer = ${answerWord('taken')}
    and i.state in ('failed', 'partly', 'unknown') limit 1), '[]')`;

/** An extension has no steps of its own: it has worked where it moved the end. */
const columns = sql`r.row, r.line, i.id as invitation_id, r.partner->>'address' as address, r.problems, r.skipped, ${stateToRead('i', 'how')} as state, i.plan,
  case when how.lacks_part then ${byEnd(takenInPart)} when how.left_later then ${byEnd(leftLater)}
    when how.kept then ${byEnd(nothingTaken)}
    when how.gone_before then ${byEnd(goneBefore)} else i.reason end as reason,
  case when i.kind = 'end' then ${blockedAllTheSame} || (select jsonb_agg(s.reason order by s.state = 'done', s.id) from step s
    where s.invitation_id = i.id and s.reason is not null)
    || case when vain.took then jsonb_build_array(jsonb_build_object('code', ${givenAgain}::text)) else '[]' end end as reasons,
  g.object_id, g.state as guest_state, i.mailed, i.project_key, i.kind, i.cause,
  q.kind as request_kind,
  case when i.kind = 'extend' then i.end_fixed_at is not null
    else not coalesce(vain.took, false) and exists (
    select from step s where s.invitation_id = i.id and i.kind <> 'invite' and s.state = 'done'
      and case when i.kind = 'resend' then s.answer in ${answerWords(['made', 'found'])} else s.answer in ${answerWords(['taken', 'restored'])} end) end as effect,
  case when i.state in ('revoked', 'expired') then how.gone_with_account and ${isRemoved}
    else ${isRemoved} or coalesce(e.kind = 'remove', false) end as removed,
  case when q.kind = 'extend' and i.ends_on is not null and (i.kind = 'invite' or i.end_fixed_at is not null)
    then jsonb_build_object('from', i.findings->>'endsAt', 'to', i.ends_on, 'zone', i.end_zone) end as moved`;

/** `vain`: the row ended access that another invitation had given again by then. */
const from = (requestId: number, first: number) => sql`
  from request_row r join request q on q.id = r.request_id
  left join invitation i on i.request_id = r.request_id and i.row = r.row
  left join guest g on g.id = i.guest_id
  left join invitation e on e.id = i.ending_id
  left join lateral ${howEnded('i')} how on true
  left join lateral (
    select exists (select from invitation ended cross join lateral ${howEnded('ended')} so
      where ended.ending_id = i.id and so.kept and so.again) as took where i.kind = 'end' offset 0) vain on true
  where r.request_id = ${requestId} and r.row between ${first} and ${first + rowsPerPage - 1}`;
