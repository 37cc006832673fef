import { type RawBuilder, sql } from 'kysely';
import type { InvitationState } from '../guests/states.ts';
import { gateKinds, grantKinds, openStates } from '../guests/step.ts';

/**
 * What statements say over and over, for a table by its name or alias. Words stand as literals: only then does the
 * planner see that a partial index fits.
 */
type Fragment = RawBuilder<boolean>;

const among = (columnName: string, words: readonly string[]): Fragment =>
  sql<boolean>`${sql.ref(columnName)} in (${sql.join(words.map((word) => sql.lit(word)))})`;

/** The step is not settled. */
export const isOpen = (step: string): Fragment => among(`${step}.state`, openStates);

/** The step makes the guest exist. */
export const isGate = (step: string): Fragment => among(`${step}.kind`, gateKinds);

/** The step gives a piece of access. */
export const isGrant = (step: string): Fragment => among(`${step}.kind`, grantKinds);

/** The step waits until the guest exists. */
export const waitsForGuest = (step: string): Fragment =>
  sql<boolean>`(${sql.ref(`${step}.state`)} = 'due' and ${sql.ref(`${step}.due_at`)} is null)`;

const begun: readonly InvitationState[] = ['working', 'complete', 'partly', 'unknown'];

/** Through this invitation the guest has access, or may have: its project hears of the guest. */
export const mayHaveAccess = (invitation: string): Fragment => among(`${invitation}.state`, begun);

const promising: readonly InvitationState[] = ['working', 'complete', 'partly'];

/** The invitation promises its access: what is missing of it is repaired. */
export const promises = (invitation: string): Fragment => among(`${invitation}.state`, promising);

/** The order in which everybody locks guests, so that two transactions never wait for each other. */
export const inGuestOrder = (guest: string) =>
  sql`order by ${sql.ref(`${guest}.address`)} collate "C"`;

/** Locks the selected guests in that order. */
export const lockInOrder = (guest: string) =>
  sql`${inGuestOrder(guest)} for update of ${sql.ref(guest)}`;

/** The ids of these steps, locked in the order in which everybody locks steps. */
export const lockedSteps = (ids: readonly number[]) =>
  sql`(select id from step where id = any(${ids}::bigint[]) order by id for update)`;
