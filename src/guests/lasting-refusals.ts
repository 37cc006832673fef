import type { ReasonCode } from './reason.ts';

/**
 * The reasons by which Entra refuses a partner until somebody changes a setting or the address. It would refuse another
 * mail, too.
 */
export const lastingRefusals: readonly ReasonCode[] = [
  'invitation refused',
  'address refused by Entra',
  'address taken',
  'own domain',
  'cross-tenant settings',
  'group address',
  'entra said',
  'blocked guest',
];
