import type { ServicePrincipal } from './directory.ts';
import type { Call, Reply } from './graph-call.ts';
import { notFound } from './graph-call.ts';
import { practicePermissions } from './knobs.ts';
import { assignmentRules, servicePrincipalRules, smallRules } from './list-rules.ts';
import { grantsOf, madeApplications } from './made-applications.ts';
import type { Item } from './odata-list.ts';
import { listReply } from './odata-list.ts';
import type { World } from './world.ts';
import { nowOf } from './world.ts';

/** The bot's application in the practice tenant. */
export const botAppId = '00000000-0000-4000-8000-00000000b0b0';
const botPrincipal = '5b000000-0000-4000-8000-00000000b0b0';
/** Graph's own application, the same in every tenant. */
const graphAppId = '00000003-0000-0000-c000-000000000000';
export const graphPrincipal = '5b000000-0000-4000-8000-000000000003';

const day = 24 * 3600 * 1000;

/** A made-up id for each permission: only the tenant's own list says which is which. */
export function roleId(permission: string): string {
  const bytes = Buffer.from(permission).toString('hex').padEnd(20, '0');
  const sum = [...permission].reduce((n, sign) => (n * 31 + sign.charCodeAt(0)) % 0xffffffff, 7);
  const head = sum.toString(16).padStart(8, '0');
  return `${head}-${bytes.slice(0, 4)}-4${bytes.slice(5, 8)}-8${bytes.slice(9, 12)}-${bytes.slice(8, 20)}`;
}

/** More permissions than anybody granted: Graph lists all that exist. */
const others = [
  'GroupMember.Read.All',
  'Group.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Mail.Send',
  'RoleManagement.ReadWrite.Directory',
];

/** Graph's service principal with its permissions, and the bot's own. */
export function ownPrincipals(world: World): Item[] {
  const { knobs, directory } = world;
  const { granted, enabled, registered } = knobs.setup;
  const common = { homepage: null, appRoleAssignmentRequired: false, appRoles: [] };
  const own = {
    ...common,
    id: botPrincipal,
    appId: botAppId,
    displayName: 'Guestlist',
    accountEnabled: enabled,
    servicePrincipalType: 'Application',
  };
  const graph = {
    ...own,
    id: graphPrincipal,
    appId: graphAppId,
    displayName: 'Microsoft Graph',
    accountEnabled: true,
    appRoles: [...new Set([...granted, ...practicePermissions, ...others])].map((permission) => ({
      id: roleId(permission),
      value: permission,
      displayName: permission,
      description: permission,
      isEnabled: true,
      allowedMemberTypes: ['Application'],
    })),
  };
  const after = directory.nextSeq;
  const items = [{ seq: after + 1, json: graph }];
  const made = [...world.made.principals.values()].map((each) => ({
    seq: after + 3 + each.seq,
    json: { ...own, id: each.id, appId: each.appId, displayName: each.displayName },
  }));
  return [...items, ...(registered ? [{ seq: after + 2, json: own }] : []), ...made];
}

export function listAssignmentsOf(world: World, call: Call): Reply {
  const id = call.segments[1] ?? '';
  if (world.made.principals.has(id))
    return listReply(world, call, grantsOf(world, id, graphPrincipal), assignmentRules);
  const principal: ServicePrincipal | undefined = world.directory.servicePrincipals.get(id);
  if (id !== botPrincipal && principal === undefined) throw notFound(id);
  const granted = id === botPrincipal ? world.knobs.setup.granted : [];
  const items = granted.map((permission, at) => ({
    seq: at + 1,
    json: {
      id: `assignment-${at}`,
      principalId: botPrincipal,
      principalType: 'ServicePrincipal',
      principalDisplayName: 'Guestlist',
      resourceId: graphPrincipal,
      resourceDisplayName: 'Microsoft Graph',
      appRoleId: roleId(permission),
    },
  }));
  return listReply(world, call, items, assignmentRules);
}

export function listApplications(world: World, call: Call): Reply {
  const { secrets, registered } = world.knobs.setup;
  const json = {
    id: 'ab000000-0000-4000-8000-00000000b0b0',
    appId: botAppId,
    displayName: 'Guestlist',
    keyCredentials: [],
    passwordCredentials: secrets.map(({ hint, days }, at) => ({
      keyId: `5ec00000-0000-4000-8000-00000000000${at}`,
      displayName: `secret ${at + 1}`,
      hint,
      startDateTime: new Date(nowOf(world) - 30 * day).toISOString(),
      endDateTime: new Date(nowOf(world) + days * day).toISOString(),
      secretText: null,
    })),
  };
  const own = registered ? [{ seq: 1, json }] : [];
  return listReply(world, call, [...own, ...madeApplications(world)], {
    ...servicePrincipalRules,
    resource: 'Application',
  });
}

export function crossTenantDefault(world: World): Reply {
  const accessType = world.knobs.setup.inboundBlocked ? 'blocked' : 'allowed';
  const everybody = { target: 'AllUsers', targetType: 'user' };
  const everything = { target: 'AllApplications', targetType: 'application' };
  return {
    status: 200,
    body: {
      isServiceDefault: !world.knobs.setup.inboundBlocked,
      b2bCollaborationInbound: {
        usersAndGroups: { accessType, targets: [everybody] },
        applications: { accessType, targets: [everything] },
      },
    },
  };
}

export function listGuestPolicies(world: World, call: Call): Reply {
  const items = world.knobs.setup.guestPolicies.map((displayName, at) => ({
    seq: at + 1,
    json: { id: `policy-${at}`, displayName, isEnabled: true, gracePeriodInDays: 7 },
  }));
  return listReply(world, call, items, smallRules);
}
