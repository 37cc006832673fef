import type { Found } from '../../guests/plan.ts';
import type { Existing } from '../../store/guests/guests.ts';

/**
 * The state of a guest that the directory shows. An account that never had to redeem counts as accepted; a member is no
 * guest.
 */
export function guestStateOf({
  userType,
  externalUserState,
}: Pick<Found, 'userType' | 'externalUserState'>): Existing['state'] {
  if (userType === 'Member') return 'none';
  return externalUserState === 'PendingAcceptance' ? 'pending' : 'accepted';
}
