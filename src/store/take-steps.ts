import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { DueStep } from './steps.ts';

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
