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
