import { type RawBuilder, sql } from 'kysely';
import { type InvitationState, liveStates } from '../guests/states.ts';
import { gateKinds, grantKinds, guestKinds, openStates, takeKinds } from '../guests/step.ts';
import { answerWords } from './step-answer-words.ts';

/**
 * A condition that many statements share, for a table by its name or alias. Words stand as literals: only then does the
 * planner see that a partial index fits.
 */
export type Fragment = RawBuilder<boolean>;

/** The column holds one of these words. */
export const among = (columnName: string, words: readonly string[]): Fragment =>
  sql<boolean>`${sql.ref(columnName)} in (${sql.join(words.map((word) => sql.lit(word)))})`;

/** The step has no outcome yet. */
export const isOpen = (step: string): Fragment => among(`${step}.state`, openStates);

/** The step makes the guest exist. */
export const isGate = (step: string): Fragment => among(`${step}.kind`, gateKinds);

/** The step gives a piece of access. */
export const isGrant = (step: string): Fragment => among(`${step}.kind`, grantKinds);

/** The step is for a guest who exists: a piece of access, or a sponsor. */
export const isForGuest = (step: string): Fragment => among(`${step}.kind`, guestKinds);

/** The step takes a piece of access back. */
export const isTake = (step: string): Fragment => among(`${step}.kind`, takeKinds);

/** The bot gave what the step names, or may have, and has not taken it back since. */
export const isOurs = (step: string): Fragment =>
  sql<boolean>`(${sql.ref(`${step}.made_at`)} is not null or ${sql.ref(`${step}.unheard`)} or ${sql.ref(`${step}.doubt`)})`;

/**
 * The ids of the guests behind the account of a guest, that guest among them, under any address of the account. Join it
 * laterally: then an index finds each. Its own names are long, so that none hides the column that it is given.
 */
export const behindAccountOf = (guestId: string) => sql`(
  select ${sql.ref(guestId)} as id union
  select same_account.id from guest this_guest
  join guest same_account on same_account.tenant_id = this_guest.tenant_id and same_account.object_id = this_guest.object_id
  where this_guest.id = ${sql.ref(guestId)})`;

/**
 * The guests behind the accounts of all these guests, as the table `account` (guest_id, id) of a `with`. PostgreSQL
 * makes it before all else: a plan that goes over the invitations first would read all guests anew for each of them. A
 * part that stands on it is lateral, with `offset 0`, so that the index of the guest finds it: before the tables are
 * analysed, PostgreSQL takes all invitations for few.
 */
export const accountsBehind = (guestIds: readonly number[]) => sql`account as materialized (
  select named.id as guest_id, behind.id
  from unnest(${guestIds}::bigint[]) as named(id) cross join lateral ${behindAccountOf('named.id')} behind)`;

/** The same ids as an array, for one guest whom the caller names by id. */
export const sameAccount = (guestId: number) => sql`array(
  select behind.id from (select ${guestId}::bigint as id) named cross join lateral ${behindAccountOf('named.id')} behind)`;

/** The bot is taking access back from the account of this step: the step's grant waits until that is over. */
export const isBeingTaken = (step: string): Fragment => sql<boolean>`exists (
  select from ${behindAccountOf(`${step}.guest_id`)} behind join step taking on taking.guest_id = behind.id
  where taking.state = 'intended' and ${isTake('taking')} and taking.kind = 'take ' || ${sql.ref(`${step}.kind`)} and taking.target = ${sql.ref(`${step}.target`)}
    and (taking.kind <> 'take app' or taking.detail = ${sql.ref(`${step}.detail`)}))`;

/** The step waits until the guest exists. */
export const waitsForGuest = (step: string): Fragment =>
  sql<boolean>`(${sql.ref(`${step}.state`)} = 'due' and ${sql.ref(`${step}.due_at`)} is null)`;

/**
 * The invitations whose review found this account, and of which the bot does not know yet to whose account they belong:
 * they have not begun, or their first check runs.
 */
export const foundFor = (account: string, state: (row: string) => Fragment) => sql`(
  select * from invitation n where n.found_id = ${sql.ref(account)} and n.guest_id is null and ${isInvite('n')} and ${state('n')}
  union all
  select c.* from (select * from invitation n where n.found_id = ${sql.ref(account)} and n.state = 'working' and ${isInvite('n')} and ${state('n')} offset 0) c
  join guest unchecked on unchecked.id = c.guest_id and unchecked.object_id is null)`;

/** The requester of requests that the bot begins by itself. */
export const ownRequester = 'guestlist';

/** `endsByDate` in SQL. */
export const endsByDateInSql = (request: string): Fragment =>
  sql<boolean>`(${sql.ref(`${request}.requester_id`)} = ${ownRequester} and ${sql.ref(`${request}.kind`)} in ('end', 'remove'))`;

/** Somebody holds the request by hand. */
export const isHeldByHand = (request: string): Fragment =>
  sql<boolean>`${sql.ref(`${request}.held_reason`)}->>'code' = 'held by'`;

/** `isHeldByOperator` in SQL. */
export const isHeldByOperatorInSql = (request: string): Fragment =>
  sql<boolean>`coalesce(${isHeldByHand(request)} and ${sql.ref(`${request}.held_reason`)}->'values'->>'as' = 'operator', false)`;

/** Somebody who is not there as an operator holds the request by hand. */
export const othersHold = (request: string): Fragment =>
  sql<boolean>`coalesce(${isHeldByHand(request)} and not ${isHeldByOperatorInSql(request)}, false)`;

/** The account of the invitation's guest is gone: somebody deleted it, or the guest left. */
export const hasLostAccount = (invitation: string): Fragment => sql<boolean>`exists (
  select from guest departed where departed.id = ${sql.ref(`${invitation}.guest_id`)} and departed.state = 'deleted')`;

/** The row invites: it neither ends nor extends, removes or restores. */
export const isInvite = (row: string): Fragment =>
  sql<boolean>`${sql.ref(`${row}.kind`)} = 'invite'`;

/** The requester has confirmed the row, and nothing of it has begun: it waits for owners or for its turn. */
export const isUnbegun = (row: string): Fragment =>
  among(`${row}.state`, ['awaiting approval', 'approved']);

/** The row's work may begin or has begun, and is not over. */
export const isUnderWay = (row: string): Fragment => among(`${row}.state`, ['approved', 'working']);

/** The request asks for the row: the requester has confirmed it, and the review left it in. */
export const wasAsked = (row: string): Fragment =>
  sql<boolean>`${sql.ref(`${row}.state`)} not in ('draft', 'skipped')`;

/** The row invites, and nothing that has begun ends it. */
const stands = (row: string, states: readonly InvitationState[]): Fragment =>
  sql<boolean>`(${isInvite(row)} and ${sql.ref(`${row}.ending_id`)} is null and ${among(`${row}.state`, states)})`;

/** Through this invitation the guest has access, or may have: its project hears of the guest. */
export const mayHaveAccess = (invitation: string): Fragment =>
  stands(invitation, ['working', 'complete', 'partly', 'unknown']);

/** The invitation promises its access: the bot repairs what is missing of it. */
export const promises = (invitation: string): Fragment =>
  stands(invitation, ['working', 'complete', 'partly']);

/** The invitation has access, or may still get it: what it needs stays when another one ends. */
export const needsAccess = (invitation: string): Fragment => stands(invitation, liveStates);

/** The access of the invitation ended with the account, which is still gone: a restore would bring both back. */
export const wentWithAccount = (invitation: string): Fragment => sql<boolean>`(
  ${among(`${invitation}.state`, ['complete', 'partly', 'unknown'])} and exists (
    select from invitation removal join guest removed_guest on removed_guest.id = ${sql.ref(`${invitation}.guest_id`)}
    where removal.id = ${sql.ref(`${invitation}.ending_id`)} and removal.kind = 'remove' and removed_guest.state = 'deleted'))`;

/** The end of the invitation came to nothing, or to a part: what it left may be taken anew. */
export const endFailed = (invitation: string): Fragment => sql<boolean>`(
  ${among(`${invitation}.state`, ['complete', 'partly', 'unknown'])} and exists (
    select from invitation ending where ending.id = ${sql.ref(`${invitation}.ending_id`)} and ending.kind = 'end'
      and ${among('ending.state', ['failed', 'partly', 'cancelled', 'unknown'])}))`;

/** An end of the step's invitation took what the step gave, or found it gone. */
export const isTakenByEnd = (step: string): Fragment => sql<boolean>`exists (
  select from step took join invitation ended_by on ended_by.id = took.invitation_id and ended_by.kind = 'end'
  where took.guest_id = ${sql.ref(`${step}.guest_id`)} and ${isTake('took')} and took.state = 'done' and took.answer in ${answerWords(['taken', 'gone'])}
    and took.kind = 'take ' || ${sql.ref(`${step}.kind`)} and took.target = ${sql.ref(`${step}.target`)}
    and (${sql.ref(`${step}.kind`)} <> 'app' or took.detail = ${sql.ref(`${step}.detail`)})
    and ${sql.ref(`${step}.invitation_id`)} = any(ended_by.about))`;

/** The last end decides over an account: no end of it began after that of this step. */
export const isOfLastEnd = (step: string): Fragment => sql<boolean>`not exists (
  select from ${behindAccountOf(`${step}.guest_id`)} behind join invitation later on later.guest_id = behind.id
  where later.kind = 'end' and later.id > ${sql.ref(`${step}.invitation_id`)} and later.state in ('approved', 'working', 'complete', 'partly'))`;

/**
 * The part of an update of `shown_card` that has a card drawn again: not before `dueAt`, and not before the bot may try
 * a postponed card again.
 */
export const wantedAgain = (dueAt: Date) =>
  sql`wanted = wanted + 1, due_at = case when wanted = shown then ${dueAt}::timestamptz
    when attempts > 0 then due_at else least(due_at, ${dueAt}::timestamptz) end`;

/** The order in which every transaction locks guests, so that no two wait for each other. */
export const inGuestOrder = (guest: string) =>
  sql`order by ${sql.ref(`${guest}.address`)} collate "C"`;

/** Locks the selected guests in that order. */
export const lockInOrder = (guest: string) =>
  sql`${inGuestOrder(guest)} for update of ${sql.ref(guest)}`;

/** The ids of these steps, locked in the order in which every transaction locks steps. */
export const lockedSteps = (ids: readonly number[]) =>
  sql`(select id from step where id = any(${ids}::bigint[]) order by id for update)`;
