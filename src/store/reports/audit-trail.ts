import type { HistoryEvent } from '../../guests/history-event.ts';
import type { RequestKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { all } from '../statement.ts';

/** From this instant on, and before that one. */
export type AuditSpan = { tenantId: string; from: Date; before: Date };

/** One thing that somebody did. Names and addresses are empty where they are forgotten. */
export type AuditEntry = {
  at: Date;
  /** The object id of a person, or 'guestlist'. */
  actor: string;
  actorName: string;
  /** A vote on one partner is `approved` or `rejected`. Where a stand-in gave it, `detail.for` is the owner. */
  what: HistoryEvent | 'approved' | 'rejected';
  requestId: number | null;
  kind: RequestKind | null;
  projectKey: string | null;
  address: string | null;
  objectId: string | null;
  detail: Readonly<Record<string, string | number | boolean>>;
};

/** Where a page ended. Votes of one instant come after the other entries of that instant. */
type Place = { at: Date; rank: number; id: number; sub: string };
type Row = AuditEntry & { rank: number; id: number; sub: string };

/** So few that nobody else waits long while the bot reads and writes them. */
const perPage = 500;

/**
 * The deeds of people and of the bot, the oldest first, a page at a time: the history, and each vote on each partner.
 */
export async function* auditPages(db: Db, span: AuditSpan): AsyncGenerator<AuditEntry[]> {
  for (let after: Place = { at: span.from, rank: -1, id: 0, sub: '' }; ; ) {
    const page = await readPage(db, span, after);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map(({ rank: _, id: __, sub: ___, ...entry }) => entry);
    if (page.length < perPage) return;
    after = { at: last.at, rank: last.rank, id: last.id, sub: last.sub };
  }
}

async function readPage(
  db: Db,
  { tenantId, before }: AuditSpan,
  { at, rank, id, sub }: Place,
): Promise<Row[]> {
  return await all(db)`
    with told as materialized (
      (select h.at, 0 as rank, h.id, '' as sub, h.actor, '' as name, h.what, h.request_id, h.approval_id, h.invitation_id, h.guest_id, h.detail
       from history h where h.at >= ${at} and h.at < ${before} and (h.at, 0, h.id) > (${at}::timestamptz, ${rank}::int, ${id}::bigint)
       order by h.at, h.id limit ${perPage})
      union all
      (select v.voted_at, 1, v.invitation_id, v.owner_id, coalesce(v.cast_by, v.owner_id), case when v.cast_by is null then v.owner_name else v.cast_by_name end,
         case when v.yes then 'approved' else 'rejected' end, null, v.approval_id, v.invitation_id, null,
         case when v.cast_by is null then '{}'::jsonb else jsonb_build_object('for', v.owner_id) end
       from vote v where v.voted_at >= ${at} and v.voted_at < ${before}
         and (v.voted_at, 1, v.invitation_id, v.owner_id) > (${at}::timestamptz, ${rank}::int, ${id}::bigint, ${sub}::text)
       order by v.voted_at, v.invitation_id, v.owner_id limit ${perPage})
      order by 1, 2, 3, 4 limit ${perPage})
    select t.at, t.rank, t.id, t.sub, t.actor, coalesce(nullif(t.name, ''), nullif(who.name, ''), case when r.requester_id = t.actor then r.requester_name end, '') as actor_name,
      t.what, r.id as request_id, r.kind, coalesce(i.project_key, a.project_key, t.detail->>'project') as project_key,
      nullif(coalesce(case when g.address not like 'forgotten %' then g.address end, i.address), '') as address, g.object_id, t.detail
    from told t
    left join invitation i on i.id = t.invitation_id
    left join approval a on a.id = t.approval_id
    left join request r on r.id = coalesce(t.request_id, i.request_id, a.request_id)
    left join guest g on g.id = coalesce(t.guest_id, i.guest_id)
    left join place who on who.tenant_id = ${tenantId} and who.kind = 'person' and who.key = t.actor
    order by 1, 2, 3, 4`;
}
