import type { ReasonCode } from '../../guests/reason.ts';

/** Calls that give something. */
export type GivingKind =
  | 'invite'
  | 'add members'
  | 'give role'
  | 'give licence'
  | 'restore'
  | 'add sponsor';
/** Calls that take something away. */
export const takingKinds = [
  'remove member',
  'take role',
  'take licence',
  'block account',
  'remove account',
] as const;
export type TakingKind = (typeof takingKinds)[number];
export type CallKind = GivingKind | TakingKind;

/** The reason for a refusal that no rule knows. */
export const unknownRefusal: Readonly<Record<CallKind, ReasonCode>> = {
  invite: 'invitation refused',
  'add members': 'access refused',
  'give role': 'access refused',
  'give licence': 'access refused',
  restore: 'restore refused',
  'add sponsor': 'sponsor not added',
  'remove member': 'take refused',
  'take role': 'take refused',
  'take licence': 'take refused',
  'block account': 'account change refused',
  'remove account': 'account change refused',
};
