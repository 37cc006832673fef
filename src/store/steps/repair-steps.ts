import type { GrantKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isGrant, isOpen, lockedSteps, promises } from '../fragments.ts';
import { all, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** A grant that an invitation promised: made, refused, or still open. */
export type PromisedStep = {
  id: number;
  guestId: number;
  state: 'done' | 'refused' | 'open';
  settledAt: Date | null;
  projectKey: string;
  kind: GrantKind;
  target: string;
  detail: string;
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

/**
 * Makes steps due again whose access is gone. They go before all bulk work. Leaves out access that is ending. The
 * caller has locked the guests.
 */
export async function repairSteps(db: Db, ids: readonly number[], now: Date): Promise<void> {
  await run(db)`
    update step set state = 'due', due_at = ${now}, answer = ${answerWord('missing')}, attempts = 0, bulk = false, batch_size = 1,
      intended_at = null, first_tried_at = null, settled_at = null, graph_request_id = null
    where id in ${lockedSteps(ids)} and state = 'done'
      and exists (select from invitation i where i.id = step.invitation_id and ${promises('i')})`;
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
 * Retries refused repairs of complete invitations, where nothing else can be retried. Their alerts wait for the
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
