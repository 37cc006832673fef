import { sql } from 'kysely';
import type { ListLayout, ListNote } from '../guests/partner-row.ts';
import type { Reason } from '../guests/reason.ts';
import type { RequestState } from '../guests/states.ts';
import type { Db } from './database.ts';

/** What the requester chose on the review card for rows that leave it open. */
export type Choice = {
  project?: string | undefined;
  language?: string | undefined;
  sendMail?: boolean | undefined;
  until?: string | undefined;
};

/** Names and warnings as the last review found them, so that cards can be drawn without Graph. */
export type ReviewFacts = {
  access: readonly {
    project: string;
    names: readonly AccessName[];
    /** What rows name besides. Absent in reviews of long ago. */
    optional?: readonly AccessName[];
  }[];
  warnings: readonly Reason[];
  /** How many of those who are guests already have not accepted yet. Absent in reviews of long ago. */
  pendingGuests?: number;
  /** How many have all of their access already, where that was looked at. */
  nothingMissing?: number;
};
export type AccessName = { kind: 'group' | 'app'; id: string; name: string; role?: string };

export type RequestRecord = {
  id: number;
  tenantId: string;
  requesterId: string;
  requesterName: string;
  source: 'file' | 'list' | 'line';
  fileName: string | null;
  state: RequestState;
  /** 0 until the first review. */
  version: number;
  layout: ListLayout | null;
  notes: readonly ListNote[];
  choice: Choice;
  /** Why the requester asks, where a project wants to know. */
  reason: string | null;
  review: ReviewFacts | null;
  onlyValid: boolean;
  readAt: Date | null;
  cancelledAt: Date | null;
  cancelledBy: string | null;
  heldAt: Date | null;
  heldReason: Reason | null;
  createdAt: Date;
  confirmedAt: Date | null;
  endedAt: Date | null;
};

export type NewRequest = Pick<
  RequestRecord,
  'tenantId' | 'requesterId' | 'requesterName' | 'source' | 'fileName' | 'choice'
>;

export async function insertRequest(db: Db, request: NewRequest, now: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into request (tenant_id, requester_id, requester_name, source, file_name, choice, created_at)
    values (${request.tenantId}, ${request.requesterId}, ${request.requesterName}, ${request.source},
            ${request.fileName}, ${JSON.stringify(request.choice)}, ${now})
    returning id`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('The request was not stored');
  return row.id;
}

/** The list has been read whole: from here on the request survives anything. */
export async function markRead(
  db: Db,
  id: number,
  list: { layout: ListLayout; notes: readonly ListNote[] },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update request set read_at = ${now}, review_due_at = ${now},
      layout = ${JSON.stringify(list.layout)}, notes = ${JSON.stringify(list.notes)}
    where id = ${id} and read_at is null`.execute(db);
  return numAffectedRows === 1n;
}

export async function findRequest(
  db: Db,
  tenantId: string,
  id: number,
): Promise<RequestRecord | undefined> {
  const { rows } = await sql<RequestRecord>`
    select * from request
    where id = ${id} and tenant_id = ${tenantId} and read_at is not null`.execute(db);
  return rows[0];
}

/** For callers that have already found the request by its tenant. Locks it until the transaction ends. */
export async function lockRequest(db: Db, id: number): Promise<RequestRecord | undefined> {
  const { rows } =
    await sql<RequestRecord>`select * from request where id = ${id} for update`.execute(db);
  return rows[0];
}

export async function readRequest(db: Db, id: number): Promise<RequestRecord | undefined> {
  const { rows } = await sql<RequestRecord>`select * from request where id = ${id}`.execute(db);
  return rows[0];
}

export async function requestsOf(
  db: Db,
  tenantId: string,
  requesterId: string,
): Promise<RequestRecord[]> {
  const { rows } = await sql<RequestRecord>`
    select * from request
    where tenant_id = ${tenantId} and requester_id = ${requesterId} and read_at is not null
    order by id desc limit 10`.execute(db);
  return rows;
}

/** Takes requests whose review is due, leased until `leaseUntil`, so that a review that dies is taken up again. */
export async function takeReviews(
  db: Db,
  ids: { only?: number },
  now: Date,
  leaseUntil: Date,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update request set review_due_at = ${leaseUntil}
    where id in (
      select id from request
      where state = 'draft' and review_due_at <= ${now} and (${ids.only ?? null}::bigint is null or id = ${ids.only ?? null})
      order by review_due_at limit 5 for update skip locked)
    returning id`.execute(db);
  return rows.map((row) => row.id);
}

/** A review that could not be made comes up again at `dueAt`, rather than when its lease runs out. */
export async function putOffReview(db: Db, id: number, dueAt: Date): Promise<void> {
  await sql`
    update request set review_due_at = ${dueAt}
    where id = ${id} and state = 'draft' and review_due_at is not null`.execute(db);
}

/** Asks for another review of a draft with other choices. The version moves when the review is done. */
export async function askReview(
  db: Db,
  { id, version, choice }: { id: number; version: number; choice: Choice },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update request set choice = ${JSON.stringify(choice)}, review_due_at = ${now}
    where id = ${id} and version = ${version} and state = 'draft'`.execute(db);
  return numAffectedRows === 1n;
}

/** Compare and set: a review that was overtaken by another is not stored. */
export async function storeReview(
  db: Db,
  id: number,
  version: number,
  review: ReviewFacts,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update request set version = version + 1, review = ${JSON.stringify(review)}, review_due_at = null
    where id = ${id} and version = ${version} and state = 'draft'`.execute(db);
  return numAffectedRows === 1n;
}

/** Compare and set: only the version that was shown, only once. */
export async function confirmRequest(
  db: Db,
  request: { id: number; version: number; onlyValid: boolean; reason?: string | undefined },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update request set state = 'confirmed', confirmed_at = ${now}, only_valid = ${request.onlyValid},
      reason = ${request.reason ?? null}, review_due_at = null
    where id = ${request.id} and version = ${request.version} and state = 'draft' and version > 0 and review_due_at is null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

export async function discardRequest(db: Db, id: number, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update request set state = 'discarded', ended_at = ${now}, review_due_at = null
    where id = ${id} and state = 'draft'`.execute(db);
  return numAffectedRows === 1n;
}

export async function flagCancelled(db: Db, id: number, by: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update request set cancelled_at = ${now}, cancelled_by = ${by}
    where id = ${id} and state = 'confirmed' and cancelled_at is null`.execute(db);
  return numAffectedRows === 1n;
}

/** Confirmed requests in which every invitation has come to an end. */
export async function finishRequests(db: Db, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update request set state = 'done', ended_at = ${now}
    where id in (
      select r.id from request r where r.state = 'confirmed' and not exists (
        select from invitation i where i.request_id = r.id
          and i.state in ('draft', 'awaiting approval', 'approved', 'working'))
      order by r.id for no key update of r skip locked)
    returning id`.execute(db);
  return rows.map((row) => row.id);
}

export async function reopenRequest(db: Db, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update request set state = 'confirmed', ended_at = null where id = ${id} and state = 'done'`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

export async function lapseDrafts(db: Db, createdBefore: Date, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update request set state = 'lapsed', ended_at = ${now}, review_due_at = null
    where state = 'draft' and read_at is not null and created_at < ${createdBefore}
    returning id`.execute(db);
  return rows.map((row) => row.id);
}

/** Personal data of requests that ended long ago: rows and names go, counts and ids of those who acted stay. */
export async function forgetRequests(db: Db, endedBefore: Date, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with old as (
      update request set forgotten_at = ${now}, file_name = null, requester_name = '', reason = null, layout = null, notes = '[]'
      where ended_at < ${endedBefore} and forgotten_at is null
      returning id),
    gone as (delete from request_row where request_id in (select id from old)),
    dumb as (
      update step set reason = null where reason is not null and invitation_id in (
        select id from invitation where request_id in (select id from old))),
    unknown as (delete from request_person where request_id in (select id from old)),
    blank as (
      update invitation set address = '', display_name = '', cc = null, reason = null
      where request_id in (select id from old)),
    silent as (
      update shown_card set detail = null
      where kind = 'notice' and (detail->>'requestId')::bigint in (select id from old)),
    quiet as (
      update vote set reason = null, owner_name = ''
      where approval_id in (select id from approval where request_id in (select id from old)))
    select id from old`.execute(db);
  return rows.map((row) => row.id);
}
