import type { User } from './directory.ts';
import { GraphRefusal } from './graph-call.ts';
import { countIn } from './sliding-window.ts';
import type { World } from './world.ts';
import { iso, nowOf } from './world.ts';

/** When people last signed in. Refuses the whole read without the permission. Leaves out people who never did. */
export function signInActivity(world: World, user: User): Record<string, unknown> {
  refuseReader(world);
  const { lastSignInAt } = user;
  if (lastSignInAt === null) return {};
  return {
    signInActivity: {
      lastSignInDateTime: iso(lastSignInAt),
      lastSignInRequestId: null,
      lastNonInteractiveSignInDateTime: null,
      lastNonInteractiveSignInRequestId: null,
      lastSuccessfulSignInDateTime: iso(lastSignInAt),
      lastSuccessfulSignInRequestId: null,
    },
  };
}

function refuseReader(world: World): void {
  if (world.knobs.missingConsent.includes('AuditLog.Read.All')) {
    throw new GraphRefusal(
      403,
      'Authentication_MSGraphPermissionMissing',
      'Calling principal does not have required MSGraph permissions AuditLog.Read.All',
    );
  }
  if (!world.knobs.premium) {
    throw new GraphRefusal(
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
    );
  }
  const { waitSeconds } = countIn(world.windows.signIns, world.knobs.limits.signIns, nowOf(world));
  if (waitSeconds === undefined) return;
  const headers = { 'retry-after': String(waitSeconds) };
  throw new GraphRefusal(429, 'TooManyRequests', 'Please retry again later.', headers);
}
