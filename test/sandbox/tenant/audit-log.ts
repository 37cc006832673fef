import { randomUUID } from 'node:crypto';
import type { Deed } from './directory.ts';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, GraphRefusal } from './graph-call.ts';
import { auditRules } from './list-rules.ts';
import { listReply } from './odata-list.ts';
import { countIn } from './sliding-window.ts';
import type { World } from './world.ts';
import { iso, nowOf } from './world.ts';

const newestFirst = 'activityDateTime desc';
const dayMs = 86_400_000;

/** Writes a deed into Entra's log. */
export function logDeed(world: World, deed: Omit<Deed, 'at'>): void {
  world.deeds.push({ ...deed, at: nowOf(world) });
}

/** Entra's log: what the lag lets through, back to 30 days, or to 7 in a tenant without Entra ID P1. */
export function listAudits(world: World, call: Call): Reply {
  const { waitSeconds } = countIn(world.windows.audits, world.knobs.limits.audits, nowOf(world));
  if (waitSeconds !== undefined) {
    const headers = { 'retry-after': String(waitSeconds) };
    throw new GraphRefusal(429, 'TooManyRequests', 'Too Many Requests', headers);
  }
  const query = new URLSearchParams(call.query);
  const order = query.get('$orderby');
  if (order !== null && order !== newestFirst) throw badRequest('Unsupported order.');
  query.delete('$orderby');
  const newest = nowOf(world) - world.knobs.lagMs.audits;
  const oldest = nowOf(world) - (world.knobs.premium ? 30 : 7) * dayMs;
  const seen = world.deeds.filter(({ at }) => at <= newest && at >= oldest).toReversed();
  const items = seen.map((deed, index) => ({ seq: index + 1, json: auditJson(world, deed) }));
  return listReply(world, { ...call, query }, items, auditRules);
}

function auditJson(world: World, { at, activity, by, userId, group }: Deed) {
  const user = world.directory.users.get(userId);
  const target = (id: string, type: string, displayName: string | null) => ({
    ...{ id, type, displayName },
    userPrincipalName: type === 'User' ? (user?.userPrincipalName ?? null) : null,
    groupType: null,
    modifiedProperties: [],
  });
  return {
    id: `Directory_${randomUUID()}`,
    activityDateTime: iso(at),
    activityDisplayName: activity,
    additionalDetails: [],
    category: group ? 'GroupManagement' : 'UserManagement',
    correlationId: randomUUID(),
    initiatedBy: by
      ? { app: null, user: { id: by.id, displayName: null, userPrincipalName: by.name } }
      : { app: { appId: null, displayName: 'Guestlist' }, user: null },
    loggedByService: activity.includes('external user') ? 'Invited Users' : 'Core Directory',
    operationType: 'Update',
    result: 'success',
    resultReason: '',
    targetResources: [
      target(userId, 'User', user?.displayName ?? null),
      ...(group ? [target(group.id, 'Group', group.name)] : []),
    ],
  };
}
