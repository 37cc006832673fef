import type { Lane } from '../../guests/step.ts';
import { type Db, inTransaction } from '../database.ts';
import { isOpen } from '../fragments.ts';
import { all, run } from '../statement.ts';
import { readTrying } from './breaker.ts';
import type { DueStep, LeasedSteps } from './steps.ts';

/** How many more steps of one lane a worker can carry out now. */
export type Room = { lane: Lane; bulk: boolean; steps: number };

type Worker = {
  name: string;
  room: readonly Room[];
  leaseUntil: Date;
  /** This is the one step after a resume. All others wait for its answer. */
  alone?: boolean;
};

/** A membership waits so long for others, so that one call takes twenty. */
const batchSeconds = 5;

/**
 * Takes due steps and leases them, in turns between requests: a request of ten does not wait behind one of ten
 * thousand. A step whose lease ran out belonged to a worker that died; it comes back as it stood, `intended`
 * included. An open breaker keeps all steps but invites that may have been sent, because looking for a guest is
 * always allowed. After a resume one step goes alone. Bulk memberships wait a little to fill a call, as long as
 * more are about to come.
 */
export async function takeSteps(db: Db, worker: Worker, now: Date): Promise<DueStep[]> {
  const room = worker.room.filter(({ steps }) => steps > 0);
  if (room.length === 0) return [];
  return await inTransaction(db, async (trx) => {
    await takeTurn(trx);
    const trying = await readTrying(trx, now);
    if (trying === 'busy') return [];
    return trying === 'free'
      ? await takeOne(trx, { ...worker, room }, now)
      : await takeDue(trx, { ...worker, room }, now);
  });
}

/** Takes one step of the first lane that has any. */
async function takeOne(db: Db, worker: Worker, now: Date): Promise<DueStep[]> {
  for (const { lane, bulk } of worker.room) {
    const taken = await takeDue(
      db,
      { ...worker, room: [{ lane, bulk, steps: 1 }], alone: true },
      now,
    );
    if (taken.length > 0) return taken;
  }
  return [];
}

/**
 * Lets workers take steps one after the other; otherwise two replicas would split a group's twenty. A replica idle
 * for 10 s loses the lock.
 */
async function takeTurn(trx: Db): Promise<void> {
  await run(trx)`
    select set_config('idle_in_transaction_session_timeout', '10s', true), pg_advisory_xact_lock(hashtext('take steps'))`;
}

async function takeDue(
  db: Db,
  { name, room, leaseUntil, alone = false }: Worker,
  now: Date,
): Promise<DueStep[]> {
  const soon = new Date(now.getTime() + batchSeconds * 1000);
  const rows = await all(db)<DueStep>`
    with recursive at_work (id) as (
      (select request_id from step where ${isOpen('step')} order by request_id limit 1)
      union all
      select (select request_id from step where ${isOpen('step')} and request_id > w.id
        order by request_id limit 1) from at_work w where w.id is not null),
    room (lane, bulk, steps) as (
      select * from unnest(${room.map(({ lane }) => lane)}::text[], ${room.map(({ bulk }) => bulk)}::boolean[],
        ${room.map(({ steps }) => steps)}::integer[])),
    due as (
      select s.*, room.steps, row_number() over (partition by s.lane, s.bulk, s.request_id order by s.due_at, s.id) as turn,
        row_number() over mates as nth, count(*) over (partition by s.lane, s.bulk, s.target, s.batch_size) as mates
      from at_work w cross join room cross join lateral (
        select id, request_id, lane, bulk, target, batch_size, due_at from step
        where request_id = w.id and bulk = room.bulk and lane = room.lane and ${isOpen('step')}
          and due_at <= ${now} and (lease_until is null or lease_until <= ${now})
          and ((kind = 'invite' and state <> 'due') or not exists (select from breaker where open_since is not null or trying_since is not null and not ${alone}::boolean))
        order by due_at, id limit room.steps) s
      where w.id is not null
      window mates as (partition by s.lane, s.bulk, s.target, s.batch_size order by s.due_at, s.id)),
    ripe as (
      select due.*, row_number() over (partition by lane, bulk
        order by case lane when 'group' then (nth - 1) / batch_size else turn end, target, batch_size, due_at, id) as place from due
      where lane <> 'group' or not bulk or nth <= mates - mates % batch_size
        or due_at <= ${new Date(now.getTime() - batchSeconds * 1000)}
        or not exists (select from step g where g.request_id = due.request_id and g.bulk and g.lane = 'gate'
            and (g.state = 'intended' or g.state = 'due' and g.due_at <= ${soon}))
          and not exists (select from step g where g.request_id = due.request_id and g.bulk and g.lane = 'group'
            and g.state = 'due' and g.due_at > ${now} and g.due_at <= ${soon}
            and g.target = due.target and g.batch_size = due.batch_size)),
    taken as (
      select s.id from ripe join step s on s.id = ripe.id
      where ripe.place <= ripe.steps and ${isOpen('s')} and s.due_at <= ${now}
        and (s.lease_until is null or s.lease_until <= ${now})
      order by s.id for update of s skip locked)
    update step s set lease_until = ${leaseUntil},
      lease_by = ${name}::text || ' ' || pg_current_xact_id()::text
    from taken, guest g
    where s.id = taken.id and g.id = s.guest_id
    returning s.id, s.request_id, s.invitation_id, s.guest_id, s.kind, s.lane, s.target, s.detail, s.resend, s.state, s.bulk, s.batch_size,
      s.attempts, s.repeats, s.unheard, s.looks, s.answer, s.first_tried_at, s.intended_at, s.lease_by, g.address, g.object_id`;
  return rows.toSorted((a, b) => a.id - b.id);
}

/**
 * Renews the leases of a live worker. It skips a step that is being settled at this moment: that one needs no more
 * time.
 */
export async function renewLeases(db: Db, held: LeasedSteps, leaseUntil: Date): Promise<void> {
  await run(db)`
    update step set lease_until = ${leaseUntil}
    where id in (
      select step.id from step
        join unnest(${held.map(({ id }) => id)}::bigint[], ${held.map(({ leaseBy }) => leaseBy)}::text[]) as h(id, lease_by)
          on h.id = step.id and h.lease_by = step.lease_by
      where ${isOpen('step')}
      order by step.id for update of step skip locked)`;
}

/** Drops the leases of every worker but this one. The caller knows that the others are gone. */
export async function dropLeases(db: Db, except: string): Promise<void> {
  await run(db)`
    update step set lease_until = null, lease_by = null
    where lease_by is not null and not starts_with(lease_by, ${except}::text || ' ')
      and ${isOpen('step')}`;
}
