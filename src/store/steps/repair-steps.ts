import { sql } from 'kysely';
import type { AccessPiece } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { behindAccountOf, isGrant, isOpen, lockedSteps, promises } from '../fragments.ts';
import { all, column, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** A grant that an invitation promised: made, refused, or still open. */
export type PromisedStep = AccessPiece & {
  id: number;
  guestId: number;
  state: 'done' | 'refused' | 'open';
  settledAt: Date | null;
  projectKey: string;
};

/** The grants that invitations promised to the guests of one account. */
export async function promisedTo(
  db: Db,
  tenantId: string,
  objectId: string,
): Promise<PromisedStep[]> {
  return await all(db)`
    select s.id, s.guest_id, case when s.state in ('done', 'refused') then s.state else 'open' end as state, s.settled_at,
      i.project_key, s.kind, s.target, s.detail
    from guest g join step s on s.guest_id = g.id join invitation i on i.id = s.invitation_id
    where g.tenant_id = ${tenantId} and g.object_id = ${objectId} and ${isGrant('s')}
      and s.state not in ('withdrawn', 'unknown') and ${promises('i')} order by s.id`;
}

/** The steps, among these, whose invitation still promises its access. The caller has locked the guests. */
export async function stillPromised(db: Db, ids: readonly number[]): Promise<Set<number>> {
  return new Set(
    await column(db)`
    select s.id from step s join invitation i on i.id = s.invitation_id
    where s.id = any(${ids}::bigint[]) and ${promises('i')}`,
  );
}

/** The grants of the accounts behind these steps, for the same pieces of access. */
const sameGrants = (ids: readonly number[]) => sql`(
  with named as materialized (
    select behind.id as guest_id, s.kind, s.target, s.detail
    from step s cross join lateral ${behindAccountOf('s.guest_id')} behind where s.id = any(${ids}::bigint[]))
  select same.id from named
  join step same on same.guest_id = named.guest_id and ${isGrant('same')} and same.kind = named.kind and same.target = named.target
    and (same.kind <> 'app' or same.detail = named.detail))`;

/**
 * Locks the grants of the same pieces to the accounts behind these steps, in the order in which everybody locks steps.
 */
export async function lockSameGrants(db: Db, ids: readonly number[]): Promise<void> {
  await run(db)`select 1 from step where id in ${sameGrants(ids)} order by id for update`;
}

/**
 * Makes steps due again whose access is gone, and returns them. They go before all bulk work. Leaves out access that an
 * end is taking, and steps that the bot settled again since the check. The caller has locked the guests.
 */
export async function repairSteps(
  db: Db,
  seen: readonly Pick<PromisedStep, 'id' | 'settledAt'>[],
  now: Date,
): Promise<number[]> {
  const payload = seen.map(({ id, settledAt }) => ({ id, settled_at: settledAt }));
  return await column(db)`
    update step set state = 'due', due_at = ${now}, answer = ${answerWord('missing')}, attempts = 0, bulk = false, batch_size = 1,
      intended_at = null, first_tried_at = null, settled_at = null, graph_request_id = null
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as looked(id bigint, settled_at timestamptz)
    where step.id in ${lockedSteps(seen.map(({ id }) => id))} and looked.id = step.id and state = 'done'
      and date_trunc('milliseconds', step.settled_at) is not distinct from looked.settled_at
      and exists (select from invitation i where i.id = step.invitation_id and ${promises('i')})
    returning step.id`;
}

/**
 * Notes that what these steps gave was gone when somebody looked: what is there later was given anew, and perhaps by
 * somebody else.
 */
export async function forgetGone(db: Db, ids: readonly number[], lookedAt: Date): Promise<void> {
  await run(db)`
    update step set made_at = null where id in ${sameGrants(ids)} and made_at < ${lookedAt}`;
}

/** How the repairs of one alert ended. */
export type SettledRepair = {
  alertId: number;
  complete: boolean;
  /** When the last repair was settled. */
  settledAt: Date;
  /** Why one of them was refused, if one was. */
  cause: string | null;
};

/** Alerts whose repairs are all settled, and whether the access is complete now. */
export async function settledRepairs(db: Db): Promise<SettledRepair[]> {
  return await all(db)`
    select a.id as alert_id, bool_and(s.state = 'done') as complete, max(s.settled_at) as settled_at,
      max(s.reason->>'code') filter (where s.state = 'refused') as cause
    from alert a join invitation i on i.guest_id = a.guest_id and i.project_key = a.project_key
    join step s on s.invitation_id = i.id and ${isGrant('s')}
    where a.access = 'repairing' and ${promises('i')}
    group by a.id having bool_and(not ${isOpen('s')})`;
}

/**
 * Retries refused repairs of complete invitations, where the bot can retry nothing else. Their alerts wait for the
 * outcome again. Returns the number of grants.
 */
export async function reviveRepairs(db: Db, requestId: number, now: Date): Promise<number> {
  const rows = await all(db)<{ guestId: number; projectKey: string }>`
    update step s set state = 'due', due_at = ${now}, answer = ${answerWord('missing')}, reason = null, attempts = 0, bulk = false, batch_size = 1,
      intended_at = null, first_tried_at = null, settled_at = null
    from invitation i
    where i.id = s.invitation_id and i.request_id = ${requestId} and i.state = 'complete' and i.ending_id is null and s.state = 'refused'
      and ${isGrant('s')}
    returning s.guest_id, i.project_key`;
  await run(db)`
    update alert a set access = 'repairing'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("guestId" bigint, "projectKey" text)
    where a.guest_id = r."guestId" and a.project_key = r."projectKey" and a.access = 'missing'`;
  return rows.length;
}
