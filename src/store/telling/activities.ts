import type { Db } from '../database.ts';
import type { Light } from '../fast-database.ts';
import { run } from '../statement.ts';
import { givenAt, limitValues, type MessageLimit } from './message-pace.ts';
import type { PlaceRecord } from './places.ts';

/** One activity, as Teams names it. */
export type ActivityKey = { tenantId: string; conversationId: string; activityId: string };
/** The answer to an activity, kept so that a repeated invoke gets the same one. */
export type StoredAnswer = { status: number; body?: unknown };

/** An activity that came in: who sent it, as it says, and which conversation gets a message for it at once. */
export type IncomingActivity = {
  key: ActivityKey;
  personId: string | undefined;
  answerTo?: string | undefined;
  /** Names this delivery, so that recording it once more, after a lost answer, finds its own record. */
  holder?: string | undefined;
};

/** The place where the bot last heard somebody. */
export type KnownPlace = Pick<
  PlaceRecord,
  'tenantId' | 'kind' | 'key' | 'teamId' | 'reference' | 'locale' | 'timeZone' | 'name'
>;

/** Tells a first delivery from a later one. */
export type Begun =
  /** `counted`: when the message to `answerTo` got its permit, as `Permit` says. Undefined: it got none. */
  | { kind: 'first'; known: KnownPlace | undefined; counted: number | undefined }
  | { kind: 'busy' }
  /** Somebody else sent an activity under this name before. Its answer is theirs. */
  | { kind: "somebody else's" }
  | { kind: 'done'; answer: StoredAnswer | null };

type Lease = { now: Date; leaseUntil: Date };
type Answers = { limit: MessageLimit; holdSeconds: number };

const begin = {
  name: 'begin activities',
  text: `
    with asked as (
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $13::text[]) with ordinality
        as asked (tenant_id, conversation_id, activity_id, person_id, answer_to, holder, nr)),
    begun as (
      insert into activity (tenant_id, conversation_id, activity_id, person_id, received_at, lease_until, holder)
      select tenant_id, conversation_id, activity_id, coalesce(person_id, ''), $6, $7, holder from asked
      order by tenant_id, conversation_id, activity_id
      on conflict (tenant_id, conversation_id, activity_id)
        do update set lease_until = excluded.lease_until, holder = excluded.holder
        where not activity.done and coalesce(activity.person_id, excluded.person_id) = excluded.person_id
          and (activity.lease_until is null or activity.lease_until <= $6 or activity.holder = excluded.holder)
      returning tenant_id, conversation_id, activity_id),
    -- The aggregate ends before its row is read: the limits are locked after all activities, in every replica.
    answers as materialized (
      select array_agg(answer_to order by nr) as conversations, array_agg(nr order by nr) as numbers
      from asked join begun using (tenant_id, conversation_id, activity_id)
      where answer_to is not null),
    taken as materialized (
      select numbers[at] as nr, wait
      from (select * from answers where conversations is not null) as wanted,
        take_message_permits(conversations, $8, $9, $10, $11, $12) with ordinality as permit (wait, at))
    select begun.activity_id is not null as "isFirst", case when taken.wait = 0 then ${givenAt} end as counted, place.tenant_id as "tenantId", place.kind, place.key,
      place.team_id as "teamId", place.reference, place.locale, place.time_zone as "timeZone", place.name
    from asked
    left join begun using (tenant_id, conversation_id, activity_id)
    left join taken using (nr)
    left join place on place.tenant_id = asked.tenant_id and place.kind = 'person' and place.key = asked.person_id
      and place.dead_at is null
    order by asked.nr`,
};

type BegunRow = { isFirst: boolean; counted: number | null } & (KnownPlace | { tenantId: null });

const notBegun: BegunRow = { isFirst: false, counted: null, tenantId: null };

/**
 * Records activities before the bot handles them, reads what it knows of the people who sent them, and counts the
 * immediate answers against Teams' limits; a repeated activity counts none. No two of `incoming` may be the same. A
 * lease that ran out belonged to a replica that died. The statement locks rows in one order, so that replicas that get
 * the same activities do not deadlock.
 */
export async function beginActivities(
  light: Light,
  incoming: readonly IncomingActivity[],
  { now, leaseUntil, limit, holdSeconds }: Lease & Answers,
): Promise<Begun[]> {
  const rows = await light<BegunRow>(begin, [
    ...keyColumns(incoming),
    incoming.map(({ personId }) => personId ?? null),
    incoming.map(({ answerTo }) => answerTo ?? null),
    now,
    leaseUntil,
    ...limitValues(limit),
    holdSeconds,
    incoming.map(({ holder }) => holder ?? null),
  ]);
  return await Promise.all(
    incoming.map(async ({ key, personId }, at) => {
      const { isFirst, counted, ...known } = rows[at] ?? notBegun;
      if (!isFirst) return await readActivity(light, key, personId ?? '');
      return {
        kind: 'first',
        known: known.tenantId === null ? undefined : known,
        counted: counted ?? undefined,
      } as const;
    }),
  );
}

const keyColumns = (of: readonly { key: ActivityKey }[]) => [
  of.map(({ key }) => key.tenantId),
  of.map(({ key }) => key.conversationId),
  of.map(({ key }) => key.activityId),
];

const read = {
  name: 'read activity',
  text: `
    select done, answer, person_id as "personId" from activity
    where tenant_id = $1 and conversation_id = $2 and activity_id = $3`,
};

async function readActivity(light: Light, key: ActivityKey, personId: string): Promise<Begun> {
  const { tenantId, conversationId, activityId } = key;
  type Row = { done: boolean; answer: StoredAnswer | null; personId: string | null };
  const [row] = await light<Row>(read, [tenantId, conversationId, activityId]);
  // Null in rows that an earlier release wrote.
  if ((row?.personId ?? personId) !== personId) return { kind: "somebody else's" };
  return row?.done === true ? { kind: 'done', answer: row.answer } : { kind: 'busy' };
}

/** An activity with its answer. */
export type Finished = { key: ActivityKey; answer: StoredAnswer | null };

const finish = {
  name: 'finish activities',
  text: `
    with finished as materialized (
      select tenant_id, conversation_id, activity_id, asked.answer
      from unnest($1::text[], $2::text[], $3::text[], $4::text[])
        as asked (tenant_id, conversation_id, activity_id, answer)
      join activity using (tenant_id, conversation_id, activity_id)
      order by tenant_id, conversation_id, activity_id
      for update of activity)
    update activity set done = true, lease_until = null, answer = finished.answer::jsonb
    from finished
    where activity.tenant_id = finished.tenant_id and activity.conversation_id = finished.conversation_id
      and activity.activity_id = finished.activity_id`,
};

/** Keeps the answers, for a later delivery of the same activity. */
export async function finishActivities(light: Light, finished: readonly Finished[]): Promise<void> {
  const answers = finished.map(({ answer }) => (answer === null ? null : JSON.stringify(answer)));
  await light(finish, [...keyColumns(finished), answers]);
}

const abandon = {
  name: 'abandon activity',
  text: `
    update activity set lease_until = null
    where tenant_id = $1 and conversation_id = $2 and activity_id = $3`,
};

/** Gives an activity up: the bot handles the next delivery as the first. */
export async function abandonActivity(light: Light, key: ActivityKey): Promise<void> {
  await light(abandon, [key.tenantId, key.conversationId, key.activityId]);
}

/**
 * Deletes old activities. Their answers hold cards and cards hold names, so they stay only as long as Teams may
 * deliver something twice.
 */
export async function forgetActivities(db: Db, receivedBefore: Date): Promise<void> {
  await run(db)`delete from activity where received_at < ${receivedBefore}`;
}
