import type { RowKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import type { EndFindings } from '../invitations/invitations.ts';
import { all, one } from '../statement.ts';

/** The review of one guest whom a request ends, extends, removes or restores. */
export type ReviewedEnding = {
  kind: RowKind;
  projectKey: string | null;
  address: string;
  displayName: string;
  endZone: string | null;
  findings: EndFindings | null;
  /**
   * The text that the person wrote, and the addresses of the invitations that the row is about: the addresses of one
   * account.
   */
  said: string;
  given: readonly string[];
};

/** The first reviewed rows of a request, in the order of the list. */
export async function firstEndings(
  db: Db,
  requestId: number,
  limit: number,
): Promise<ReviewedEnding[]> {
  return await all(db)`
    select i.kind, i.project_key, i.address, i.display_name, i.end_zone, i.findings, coalesce(r.partner->>'address', i.address) as said,
      coalesce((select array_agg(distinct t.address) from invitation t where t.id = any(i.about) and t.address <> ''), array[i.address]) as given
    from invitation i left join request_row r on r.request_id = i.request_id and r.row = i.row
    where i.request_id = ${requestId} order by i.row limit ${limit}`;
}

/**
 * The sums over all of a request's guests. `losing` counts guests from whom an end takes something or whose account it
 * blocks or removes, and guests of whom the bot knows nothing that stays. `blocked` and `removed` count accounts.
 * `deleted` counts guests whose account is among the deleted: the numbers before it leave these out, except `guests`.
 * `earlier` counts guests whose access an extension lets end sooner than now, `again` guests whose access is over and
 * whom it invites anew.
 */
export type EndingTotals = {
  guests: number;
  losing: number;
  takes: number;
  stays: number;
  blocked: number;
  removed: number;
  deleted: number;
  earlier: number;
  again: number;
};

/** Sums up the review of a request. */
export async function endingTotals(db: Db, requestId: number): Promise<EndingTotals> {
  return await one(db)`
    select count(*) as guests,
      count(*) filter (where is_here and (jsonb_array_length(findings->'takes') > 0 or jsonb_array_length(findings->'stays') = 0
        or findings->'account'->>'fate' in ('block', 'remove'))) as losing,
      coalesce(sum(jsonb_array_length(findings->'takes')) filter (where is_here), 0) as takes,
      coalesce(sum(jsonb_array_length(findings->'stays')) filter (where is_here), 0) as stays,
      count(*) filter (where is_here and findings->'account'->>'fate' = 'block') as blocked,
      count(*) filter (where is_here and findings->'account'->>'fate' = 'remove') as removed,
      count(*) filter (where not is_here) as deleted,
      count(*) filter (where (findings->>'earlier')::boolean) as earlier,
      count(*) filter (where kind = 'invite') as again
    from invitation cross join lateral (select coalesce(findings->>'deleted', 'false') <> 'true' as is_here) account
    where request_id = ${requestId}`;
}
