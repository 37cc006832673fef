import { logDeed } from './audit-log.ts';
import type { User } from './directory.ts';
import { refuseForRoleHolders } from './directory-roles.ts';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, denied } from './graph-call.ts';
import { isRecord } from './knobs.ts';
import { touchUser } from './touch-user.ts';
import { liveUser } from './users.ts';
import type { World } from './world.ts';
import { happened, nowOf } from './world.ts';

/** The properties that an application may change only for people without a directory role. */
const sensitive = ['accountEnabled', 'mail', 'otherMails'];

export function patchUser(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'patches');
  if (!isRecord(call.body)) throw badRequest('The request body is not an object.');
  const names = Object.keys(call.body);
  // User.EnableDisableAccount.All allows only a change of accountEnabled.
  const more = names.some((name) => name !== 'accountEnabled');
  if (more && world.knobs.missingConsent.includes('User.ReadWrite.All')) throw denied();
  if (names.some((name) => sensitive.includes(name))) refuseForRoleHolders(world, user);
  for (const [property, value] of Object.entries(call.body)) setProperty(user, property, value);
  touchUser(world, user, names);
  const blocked = call.body.accountEnabled === false;
  logDeed(world, {
    activity: blocked ? 'Disable account' : 'Update user',
    by: null,
    userId: user.id,
  });
  happened(world);
  return { status: 204 };
}

const textual = [
  'displayName',
  'mail',
  'companyName',
  'preferredLanguage',
  'usageLocation',
] as const;

function setProperty(user: User, property: string, value: unknown): void {
  const name = textual.find((candidate) => candidate === property);
  if (name && typeof value === 'string') {
    user[name] = value;
    return;
  }
  if (property === 'accountEnabled' && typeof value === 'boolean') {
    user.accountEnabled = value;
    return;
  }
  if (property === 'otherMails' && Array.isArray(value)) {
    user.otherMails = value.filter((mail) => typeof mail === 'string');
    return;
  }
  throw badRequest(`The practice tenant cannot change the property '${property}'.`);
}

export function revokeSessions(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'patches');
  user.sessionsValidFrom = nowOf(world);
  touchUser(world, user, ['signInSessionsValidFromDateTime']);
  happened(world);
  return { status: 200, body: { value: true } };
}

export function deleteUser(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'patches');
  return deleteAccount(world, user);
}

/** Moves an account to the deleted for 30 days. It keeps its memberships, roles and licences. */
function deleteAccount(world: World, user: User): Reply {
  refuseForRoleHolders(world, user);
  user.deletedAt = nowOf(world);
  user.fading = true;
  touchUser(world, user, ['deletedDateTime']);
  logDeed(world, { activity: 'Delete user', by: null, userId: user.id });
  happened(world);
  return { status: 204 };
}

/** Removes a reference under /$ref. Without /$ref the call deletes the account that the path names, as in Graph. */
export function deleteReferenced(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[3] ?? '', 'patches');
  const faults = [
    `DELETE without /$ref: this deleted the account ${user.id} instead of taking it out of ${call.segments[2]}`,
  ];
  world.violations.push({ method: call.method, path: call.path, faults });
  return deleteAccount(world, user);
}
