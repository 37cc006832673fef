import type { SinceReview } from '../../guests/ending/since-review.ts';
import type { ListLayout, ListNote } from '../../guests/list/partner-row.ts';
import type { Landing } from '../../guests/project/landing.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Choosable } from '../../guests/rows/choosable.ts';
import type { RequestState } from '../../guests/states.ts';
import type { GrantKind, RequestKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { all, changed, first, one } from '../statement.ts';

/** The requester's choices on the review card, for rows that leave them open. */
export type Choice = {
  project?: string | undefined;
  language?: string | undefined;
  sendMail?: boolean | undefined;
  /** The last day of access: of rows that name none, or the day that an extension extends to. */
  until?: string | undefined;
  /** Why the requester asks, as written before the last check: a new card must not lose it. */
  reason?: string | undefined;
  /** The choices that a click on Confirm changed: the card says so until the next check. */
  changed?: readonly Choosable[] | undefined;
  /** The requester may not extend this alone: Confirm asks the owners. */
  asks?: true | undefined;
  /** The changes since the review of an end that a click on Confirm found: the card says so. */
  since?: readonly SinceReview[] | undefined;
  /** The request that took the place of this draft, which undid the same approval. */
  replacedBy?: number | undefined;
  /** The access that a request ends or extends, where its rows alone do not name it. */
  about?:
    | { requestId: number }
    | { approvalId: number }
    | { noticeId: number }
    // `asked`: its requester answered as the person whom the bot asked, not as an owner or operator.
    | { giveUpId: number; asked?: boolean }
    | undefined;
};

/** The names and warnings that the last review found, so that cards can be drawn without Graph. */
export type ReviewFacts = {
  access: readonly {
    project: string;
    names: readonly AccessName[];
    /** Access that rows name besides. Absent in old reviews. */
    optional?: readonly AccessName[];
    /** Where partners land. Absent: My Apps, and in old reviews. */
    landing?: Landing;
  }[];
  warnings: readonly Reason[];
  /** How many of the existing guests have not accepted yet. Absent in old reviews. */
  pendingGuests?: number;
  /** The access of existing guests, by project. Absent in old reviews. */
  there?: readonly ThereAlready[];
  /**
   * The sender that Microsoft's mail names, and the domain that it comes from and names. Absent in reviews of long ago.
   */
  mail?: { inviter: string; primaryDomain: string };
  /** Domains that are easily taken for a known one, as A-labels, the first 200. Absent in reviews of long ago. */
  alike?: readonly { domain: string; near: string }[];
};
/** A piece of access with its name in the directory. */
export type AccessName = {
  kind: GrantKind;
  id: string;
  name: string;
  role?: string;
  roleId?: string;
};
/**
 * The partners who are in the tenant already: how many lack nothing, how many lack what, and how many the bot could not
 * read.
 */
export type ThereAlready = {
  project: string;
  complete: number;
  lacking: number;
  unknown: number;
  missing: readonly { name: string; role?: string; count: number }[];
};

/** One submission by one requester. */
export type RequestRecord = {
  id: number;
  tenantId: string;
  requesterId: string;
  requesterName: string;
  source: 'file' | 'list' | 'line';
  kind: RequestKind;
  /** Names a request that the bot began by itself. */
  automatic: string | null;
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
  /** How many more rows may begin before the first ones have their answers; null: all. */
  trialLeft: number | null;
  createdAt: Date;
  confirmedAt: Date | null;
  endedAt: Date | null;
};

/** The first values of a request. */
export type NewRequest = Pick<
  RequestRecord,
  'tenantId' | 'requesterId' | 'requesterName' | 'source' | 'fileName' | 'choice'
> &
  Partial<Pick<RequestRecord, 'kind'>>;

/** Opens a request and returns its number. */
export async function insertRequest(db: Db, request: NewRequest, now: Date): Promise<number> {
  const { id } = await one(db)<{ id: number }>`
    insert into request (tenant_id, requester_id, requester_name, source, kind, file_name, choice, created_at)
    values (${request.tenantId}, ${request.requesterId}, ${request.requesterName}, ${request.source},
            ${request.kind ?? 'invite'}, ${request.fileName}, ${JSON.stringify(request.choice)}, ${now})
    returning id`;
  return id;
}

/**
 * Marks the list as read to its end, and asks for its review. From here on the request survives a crash. False where it
 * was marked before.
 */
export async function markRead(
  db: Db,
  id: number,
  list: { layout: ListLayout; notes: readonly ListNote[] },
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update request set read_at = ${now}, review_due_at = ${now},
      layout = ${JSON.stringify(list.layout)}, notes = ${JSON.stringify(list.notes)}
    where id = ${id} and read_at is null`;
}

/** Finds a tenant's request by its number, once its list is read. */
export async function findRequest(
  db: Db,
  tenantId: string,
  id: number,
): Promise<RequestRecord | undefined> {
  return await first(db)`
    select * from request
    where id = ${id} and tenant_id = ${tenantId} and read_at is not null`;
}

/** Reads a request and locks it until the transaction ends. The caller has found it by its tenant already. */
export async function lockRequest(db: Db, id: number): Promise<RequestRecord | undefined> {
  return await first(db)`select * from request where id = ${id} for update`;
}

/** Reads a request. The caller has found it by its tenant already. */
export async function readRequest(db: Db, id: number): Promise<RequestRecord | undefined> {
  return await first(db)`select * from request where id = ${id}`;
}

/** A part of a requester's requests, the newest first. */
export async function requestsOf(
  db: Db,
  { tenantId, requesterId }: Pick<RequestRecord, 'tenantId' | 'requesterId'>,
  { offset, limit }: { offset: number; limit: number },
): Promise<RequestRecord[]> {
  return await all(db)`
    select * from request
    where tenant_id = ${tenantId} and requester_id = ${requesterId} and read_at is not null
    order by id desc limit ${limit} offset ${offset}`;
}
