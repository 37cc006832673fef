import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { all, changed, column, run } from '../statement.ts';

/** How a confirmed request begins. */
export async function setBeginning(
  db: Db,
  requestId: number,
  { bulk, trial }: { bulk: boolean; trial: number | null },
): Promise<void> {
  await run(db)`
    update request set bulk = ${bulk}, trial_left = ${trial} where id = ${requestId}`;
}

/** First rows of large requests have begun, one for each mention. */
export async function countBegun(db: Db, requestIds: readonly number[]): Promise<void> {
  await run(db)`
    update request r set trial_left = r.trial_left - begun.count
    from (select id, count(*) as count from unnest(${requestIds}::bigint[]) id group by id) begun
    where r.id = begun.id and r.trial_left is not null`;
}

export type Trial = { requestId: number; tried: number; refused: number };

/**
 * How the first rows of large requests fare. A row is tried when each of its steps has had an answer of Graph, be it
 * that the directory lags; one whose invitation is being looked for after a lost answer is, too.
 */
export async function readTrials(db: Db): Promise<Trial[]> {
  return await all(db)`
    select r.id as request_id,
      count(*) filter (where not exists (
        select from step s where s.invitation_id = i.id and s.state in ('due', 'intended') and s.answer is null
          and (s.due_at is not null or not exists (
            select from step g where g.guest_id = i.guest_id and g.lane = 'gate' and g.state = 'looking')))) as tried,
      count(*) filter (where exists (
        select from step s where s.invitation_id = i.id and s.state = 'refused')) as refused
    from request r join invitation i on i.request_id = r.id and i.guest_id is not null
    where r.state = 'confirmed' and r.trial_left is not null and r.held_at is null
    group by r.id`;
}

/** Why rows of a request were refused, the most frequent first. */
export async function refusalsIn(db: Db, requestId: number, limit: number): Promise<Reason[]> {
  return await column(db)`
    select (array_agg(s.reason order by s.id))[1] as reason from step s
    where s.request_id = ${requestId} and s.state = 'refused' and s.reason is not null
    group by s.reason->>'code', s.reason->'values'->>'id' order by count(*) desc, min(s.id) limit ${limit}`;
}

/** The first rows went well: the others follow. False where another said so first. */
export async function endTrial(db: Db, requestId: number): Promise<boolean> {
  return await changed(db)`
    update request set trial_left = null
    where id = ${requestId} and trial_left is not null and held_at is null`;
}

/** Nothing more of the request begins until somebody lets it go on. */
export async function holdRequest(
  db: Db,
  requestId: number,
  reason: Reason,
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update request set held_at = ${now}, held_reason = ${JSON.stringify(reason)}
    where id = ${requestId} and state = 'confirmed' and held_at is null and cancelled_at is null`;
}

export async function releaseRequest(db: Db, requestId: number): Promise<boolean> {
  return await changed(db)`
    update request set held_at = null, held_reason = null, trial_left = null
    where id = ${requestId} and held_at is not null`;
}
