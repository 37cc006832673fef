import type { ReasonCode } from '../../guests/reason.ts';

/** Entra refuses a mail for these reasons until somebody changes a setting: another one would be refused too. */
export const lastingRefusals: readonly ReasonCode[] = [
  'invitation refused',
  'address refused by Entra',
  'address taken',
  'cross-tenant settings',
  'group address',
  'entra said',
  'blocked guest',
];
