import { sql } from 'kysely';
import type { Reason } from '../guests/reason.ts';
import type { Db } from './database.ts';

export type StepKind = 'invite' | 'restore' | 'group' | 'app' | 'licence';

/** A step as a worker takes it, with what it needs to be carried out. */
export type DueStep = {
  id: number;
  requestId: number;
  invitationId: number;
  guestId: number;
  kind: StepKind;
  target: string;
  detail: string;
  state: 'due' | 'intended' | 'looking';
  bulk: boolean;
  company: number;
  attempts: number;
  repeats: number;
  firstTriedAt: Date | null;
  intendedAt: Date | null;
  address: string;
  objectId: string | null;
  /** Names this one taking of the step. Whoever took it since holds another. */
  leaseBy: string;
};

export type NewStep = {
  requestId: number;
  invitationId: number;
  guestId: number;
  kind: StepKind;
  target: string;
  detail: string;
  bulk: boolean;
  /** Null: waits until the guest exists. */
  dueAt: Date | null;
};

export async function insertSteps(db: Db, steps: readonly NewStep[]): Promise<void> {
  const payload = steps.map((s) => ({
    request_id: s.requestId,
    invitation_id: s.invitationId,
    guest_id: s.guestId,
    kind: s.kind,
    target: s.target,
    detail: s.detail,
    bulk: s.bulk,
    due_at: s.dueAt,
  }));
  await sql`
    insert into step (request_id, invitation_id, guest_id, kind, target, detail, bulk, due_at)
    select * from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(request_id bigint, invitation_id bigint,
      guest_id bigint, kind text, target text, detail text, bulk boolean, due_at timestamptz)
    on conflict do nothing`.execute(db);
}

/** Whether this guest's invite or restore is under way, whatever the request that brought it. */
export async function hasOpenInvite(db: Db, guestId: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from step where guest_id = ${guestId} and kind in ('invite', 'restore') and state in ('due', 'intended', 'looking')`.execute(
    db,
  );
  return rows.length > 0;
}

/**
 * Takes due steps and leases them: interactive before bulk, oldest first. A step whose lease ran out belonged to a
 * worker that died; it comes back as it stood, `intended` included. Held requests and an open breaker keep theirs,
 * except for invitations that were sent: whether they arrived can be looked for at any time.
 */
export async function takeSteps(
  db: Db,
  worker: { name: string; limit: number; leaseUntil: Date },
  now: Date,
): Promise<DueStep[]> {
  const { rows } = await sql<DueStep>`
    with taken as (
      select s.id from step s join request r on r.id = s.request_id
      where s.state in ('due', 'intended', 'looking') and s.due_at <= ${now}
        and (s.lease_until is null or s.lease_until <= ${now})
        and r.held_at is null
        and ((s.kind = 'invite' and s.state <> 'due')
          or not exists (select from breaker where open_since is not null))
      order by s.bulk, s.due_at, s.id limit ${worker.limit} for update of s skip locked)
    update step s set lease_until = ${worker.leaseUntil},
      lease_by = ${worker.name}::text || ' ' || pg_current_xact_id()::text
    from taken, guest g
    where s.id = taken.id and g.id = s.guest_id
    returning s.id, s.request_id, s.invitation_id, s.guest_id, s.kind, s.target, s.detail, s.state, s.bulk, s.company,
      s.attempts, s.repeats, s.first_tried_at, s.intended_at, s.lease_by, g.address, g.object_id`.execute(
    db,
  );
  return rows;
}

/** A live worker keeps what it holds. One that is being settled at this moment needs no more time. */
export async function renewLeases(db: Db, worker: string, leaseUntil: Date): Promise<void> {
  await sql`
    update step set lease_until = ${leaseUntil}
    where id in (
      select id from step
      where starts_with(lease_by, ${worker}::text || ' ') and state in ('due', 'intended', 'looking')
      order by id for update skip locked)`.execute(db);
}

/** Lets go of what a worker that is known to be gone still held. */
export async function dropLeases(db: Db, except: string): Promise<void> {
  await sql`
    update step set lease_until = null, lease_by = null
    where lease_by is not null and not starts_with(lease_by, ${except}::text || ' ')
      and state in ('due', 'intended', 'looking')`.execute(db);
}

/** Steps as somebody holds them: a write that states the lease does nothing once another has taken the step. */
export type HeldSteps = readonly Pick<DueStep, 'id' | 'leaseBy'>[];

const idsOf = (steps: HeldSteps) => steps.map((step) => step.id);
const leasesOf = (steps: HeldSteps) => [...new Set(steps.map((step) => step.leaseBy))];

/**
 * Written before the call. Returns the ids that may be called for: still held as they were taken, not withdrawn, and
 * no breaker open. An invitation is intended only from `due`; a call that may have gone out is looked for instead.
 */
export async function intendSteps(db: Db, steps: HeldSteps, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update step set state = 'intended', intended_at = ${now}, first_tried_at = coalesce(first_tried_at, ${now}),
      attempts = attempts + case when state = 'due' then 1 else 0 end
    where id in (select id from step where id = any(${idsOf(steps)}::bigint[]) order by id for update)
      and lease_by = any(${leasesOf(steps)}::text[])
      and (state = 'due' or (state = 'intended' and kind <> 'invite'))
      and not exists (select from breaker where open_since is not null)
    returning id`.execute(db);
  return rows.map((row) => row.id);
}

export type Settlement = {
  state: 'done' | 'refused' | 'unknown' | 'withdrawn';
  answer: string;
  graphRequestId?: string | undefined;
  reason?: Reason | undefined;
};

/** Compare and set: a step is settled once. Returns how many moved. */
export async function settleSteps(
  db: Db,
  ids: readonly number[],
  settlement: Settlement,
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update step set state = ${settlement.state}, answer = ${settlement.answer}, settled_at = ${now},
      graph_request_id = ${settlement.graphRequestId ?? null},
      reason = ${settlement.reason === undefined ? null : JSON.stringify(settlement.reason)},
      due_at = null, lease_until = null, lease_by = null
    where id in (select id from step where id = any(${ids}::bigint[]) order by id for update)
      and state in ('due', 'intended', 'looking')`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Puts steps back for later. `company` is how many may share the next call for the same target. */
export async function postponeSteps(
  db: Db,
  steps: HeldSteps,
  later: {
    state: 'due' | 'looking';
    dueAt: Date;
    answer: string;
    company?: number;
    repeats?: number;
  },
): Promise<void> {
  await sql`
    update step set state = ${later.state}, due_at = ${later.dueAt}, answer = ${later.answer},
      company = coalesce(${later.company ?? null}, company), repeats = coalesce(${later.repeats ?? null}, repeats),
      lease_until = null, lease_by = null
    where id in (select id from step where id = any(${idsOf(steps)}::bigint[]) order by id for update)
      and lease_by = any(${leasesOf(steps)}::text[]) and state in ('due', 'intended', 'looking')`.execute(
    db,
  );
}

/** Lets go of steps as they stand: what was intended stays so, because nobody knows whether the call went out. */
export async function putOffSteps(db: Db, steps: HeldSteps, dueAt: Date): Promise<void> {
  await sql`
    update step set due_at = ${dueAt}, answer = 'unreachable', lease_until = null, lease_by = null
    where id in (select id from step where id = any(${idsOf(steps)}::bigint[]) order by id for update)
      and lease_by = any(${leasesOf(steps)}::text[]) and state in ('due', 'intended', 'looking')`.execute(
    db,
  );
}

/** There is nobody to restore: the step becomes an invite that nothing was sent for. False where another holds it. */
export async function inviteInstead(
  db: Db,
  step: Pick<DueStep, 'id' | 'leaseBy'>,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update step set kind = 'invite', state = 'due', due_at = ${now}, answer = 'not restored', attempts = 0,
      first_tried_at = null, intended_at = null, lease_until = null, lease_by = null
    where id = ${step.id} and lease_by = ${step.leaseBy} and kind = 'restore'
      and state in ('due', 'intended')`.execute(db);
  return numAffectedRows === 1n;
}

/** Everything that waited for this guest to exist may go now. */
export async function releaseGuestSteps(db: Db, guestId: number, now: Date): Promise<void> {
  await sql`
    update step set due_at = ${now}
    where guest_id = ${guestId} and state = 'due' and due_at is null`.execute(db);
}

/** The guest will not exist: what waited for it falls with it, in every request. */
export async function refuseWaiting(
  db: Db,
  guestId: number,
  settlement: Pick<Settlement, 'answer' | 'reason'> & { state: 'refused' | 'unknown' },
  now: Date,
): Promise<void> {
  await sql`
    update step set state = ${settlement.state}, answer = ${settlement.answer}, settled_at = ${now},
      reason = ${settlement.reason === undefined ? null : JSON.stringify(settlement.reason)}
    where guest_id = ${guestId} and state = 'due' and due_at is null`.execute(db);
}

/** What a guest was given for an invitation: the settled grants by target. */
export async function grantsOf(
  db: Db,
  invitationId: number,
): Promise<
  { kind: StepKind; target: string; detail: string; state: string; reason: Reason | null }[]
> {
  const { rows } = await sql<{
    kind: StepKind;
    target: string;
    detail: string;
    state: string;
    reason: Reason | null;
  }>`
    select kind, target, detail, state, reason from step
    where invitation_id = ${invitationId} and kind not in ('invite', 'restore') order by id`.execute(
    db,
  );
  return rows;
}

export type OpenSteps = { waitingForReplication: number; held: number; due: number };

/** What the open steps of a request wait for, for its card. */
export async function openSteps(db: Db, requestId: number): Promise<OpenSteps> {
  const { rows } = await sql<OpenSteps>`
    select count(*) filter (where answer = 'not yet') as waiting_for_replication,
      count(*) filter (where answer = 'held') as held, count(*) as due
    from step where state in ('due', 'intended', 'looking')
      and invitation_id in (select id from invitation where request_id = ${requestId})`.execute(db);
  return rows[0] ?? { waitingForReplication: 0, held: 0, due: 0 };
}
