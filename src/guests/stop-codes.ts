import type { ReasonCode } from './reason.ts';

/** Reasons that stop all inviting until an operator says resume. */
export const stopCodes: readonly ReasonCode[] = [
  'tenant blocked',
  'consent missing',
  'read not permitted',
  'directory full',
  'invitations switched off',
  'credentials refused',
  'restored',
];
