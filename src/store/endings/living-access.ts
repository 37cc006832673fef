import { type RawBuilder, sql } from 'kysely';
import type { GuestState, InvitationState } from '../../guests/states.ts';
import type { EndCause } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { endFailed, isInvite, isUnderWay, mayHaveAccess, wentWithAccount } from '../fragments.ts';
import { all, distinct } from '../statement.ts';

/** An invitation that an end, an extension or an undo may be about. */
export type LivingAccess = {
  invitationId: number;
  requestId: number;
  tenantId: string;
  requesterId: string;
  /** The first requesters of access that this invitation gives anew: they speak for it, too. */
  askedFirstBy: string | null;
  projectKey: string;
  address: string;
  displayName: string;
  state: InvitationState;
  guestId: number | null;
  objectId: string | null;
  guestState: GuestState | null;
  endsAt: Date | null;
  endZone: string | null;
  /** The guest has the access, and nothing that has begun ends it; or both would come back with the account. */
  lives: boolean;
  /** Since when the access is over. */
  overAt: Date | null;
  /** When work on it ended. Until then: when the requester confirmed it. */
  beganAt: Date | null;
};

/** Partners by their addresses. With the id of their one account, nobody whose account is another one. */
type Partners = { addresses: readonly string[]; objectId?: string | null };

/**
 * The access that somebody means: the access of partners in a project, of a request, or of the rows that one approval
 * let pass. With addresses, only the access of these partners. `nameless`: also access whose names the bot has deleted,
 * found by the account.
 */
export type AccessOf =
  | ({ tenantId: string; projectKey: string; nameless?: boolean } & Partners)
  | ({ tenantId: string; requestId: number } & Partial<Partners>)
  | ({ tenantId: string; approvalId: number } & Partial<Partners>)
  | { tenantId: string; invitationIds: readonly number[] };

/**
 * Invitations that give access or may still give it. Includes invitations whose work has not begun: an end cancels
 * them. Leaves out invitations that have begun to end, unless that end failed or took only a part. Access that ended
 * with an account that is still gone counts: a restore would bring it back.
 */
export async function livingAccess(db: Db, of: AccessOf): Promise<LivingAccess[]> {
  return await all(db)`
    ${accessRows} where r.tenant_id = ${of.tenantId} and ${isNamed(of)} and ${meant(of)}
      and ${isInvite('i')} and (${mayHaveAccess('i')} or i.state = 'approved' or ${wentWithAccount('i')} or ${endFailed('i')})
    order by i.id`;
}

/**
 * The newest invitation under each of these addresses to a project whose access is over, or that an end left in part:
 * an extension invites anew. Leaves out access whose approval somebody undid: that is for the owners to decide again.
 */
export async function overAccess(
  db: Db,
  of: { tenantId: string; projectKey: string } & Partners,
): Promise<LivingAccess[]> {
  return await all(db)`
    select distinct on (address) * from (${accessRows} where r.tenant_id = ${of.tenantId} and r.forgotten_at is null and ${meant(of)}
      and ${isInvite('i')} and (i.state = 'expired' or ${endFailed('i')} or i.state = 'revoked' and not exists (
        select from invitation e where e.id = i.ending_id and e.cause = 'undone'))) over
    order by address, invitation_id desc`;
}

/** How an invitation stands, and what ended it or ends it. */
export type Standing = {
  requestId: number;
  requesterId: string;
  askedFirstBy: string | null;
  projectKey: string;
  address: string;
  state: InvitationState;
  /** The request that ended it or ends it, and how. Null: none does. */
  endedIn: number | null;
  cause: EndCause | null;
  /** That end is under way. */
  ending: boolean;
};

/** How each invitation stands that somebody means, the oldest first, in any state but draft. */
export async function standingOf(db: Db, of: AccessOf): Promise<Standing[]> {
  return await all(db)`
    select i.request_id, r.requester_id, i.asked_first_by, i.project_key, i.address, i.state, e.request_id as ended_in, e.cause,
      coalesce(${isUnderWay('e')}, false) as ending
    from invitation i join request r on r.id = i.request_id
    left join invitation e on e.id = i.ending_id and e.kind = 'end'
    where r.tenant_id = ${of.tenantId} and r.forgotten_at is null and ${meant(of)} and ${isInvite('i')} and i.state <> 'draft'
    order by i.id`;
}

/**
 * The partners among these, by the address that names them, whom this requester invited to the project under any of
 * their addresses. Their access stands, ends or is over. Leaves out partners whose present access somebody else asked
 * for.
 */
export async function askedForBy(
  db: Db,
  of: {
    tenantId: string;
    requesterId: string;
    people: readonly ({ named: string } & Partners)[];
    projectKey: string;
  },
): Promise<Set<string>> {
  const { tenantId, projectKey, people } = of;
  const isTheirs = sql<boolean>`${of.requesterId} in (r.requester_id, i.asked_first_by)`;
  const addresses = people.flatMap((each) => each.addresses);
  const names = people.flatMap((each) =>
    each.addresses.map((address) => ({ named: each.named, address, objectId: each.objectId })),
  );
  return await distinct(db)`
    select n.named from invitation i join request r on r.id = i.request_id
    join jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as n(named text, address text, "objectId" text)
      on n.address = i.address and ${isOf(sql`n."objectId"`)}
    where r.tenant_id = ${tenantId} and r.forgotten_at is null and ${meant({ tenantId, projectKey, addresses })} and ${isInvite('i')}
      and i.state in ('awaiting approval', 'approved', 'working', 'complete', 'partly', 'unknown', 'revoked', 'expired')
    group by n.named
    having bool_or(${isTheirs}) and (bool_or(${isTheirs} and ${isPresent}) or not bool_or(${isPresent}))`;
}

/** Somebody has this access, or is about to get it. */
const isPresent = sql<boolean>`(${mayHaveAccess('i')} or i.state = 'approved')`;

const accessRows = sql`
  select i.id as invitation_id, i.request_id, r.tenant_id, r.requester_id, i.asked_first_by, i.project_key, i.address, i.display_name, i.state,
    i.guest_id, g.object_id, g.state as guest_state, i.ends_at, i.end_zone, i.over_at,
    (${mayHaveAccess('i')} or ${wentWithAccount('i')}) as lives, coalesce(i.completed_at, i.ended_at, r.confirmed_at) as began_at
  from invitation i join request r on r.id = i.request_id left join guest g on g.id = i.guest_id`;

/** No guest of another account than this one has the invitation. Always true where the account is not known. */
const isOf = (objectId: RawBuilder<unknown>) =>
  sql`not exists (select from guest other where other.id = i.guest_id and other.object_id <> ${objectId})`;

/** A caller who knows the ids, or the account, needs no names. */
const isNamed = (of: AccessOf) =>
  'invitationIds' in of || ('nameless' in of && of.nameless)
    ? sql`true`
    : sql`r.forgotten_at is null`;

/** The guests of an account have the invitation. */
const isByAccount = (tenantId: string, objectId: string) =>
  sql`i.guest_id = any(array(select id from guest where tenant_id = ${tenantId} and object_id = ${objectId}))`;

function meant(of: AccessOf) {
  if ('invitationIds' in of) return sql`i.id = any(${of.invitationIds}::bigint[])`;
  const { addresses, objectId = null } = of;
  const named =
    addresses === undefined
      ? sql`true`
      : sql`(i.address = any(${addresses}::text[]) and ${isOf(sql`${objectId}::text`)})`;
  if ('requestId' in of) return sql`i.request_id = ${of.requestId} and ${named}`;
  if ('approvalId' in of) return sql`i.approval_id = ${of.approvalId} and ${named}`;
  const { nameless, tenantId, projectKey } = of;
  const theirs =
    nameless && objectId ? sql`(${named} or ${isByAccount(tenantId, objectId)})` : named;
  return sql`${theirs} and i.project_key = ${projectKey}`;
}
