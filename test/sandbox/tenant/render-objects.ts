import type { Directory, Group, RoleAssignment, ServicePrincipal, User } from './directory.ts';
import { allSkuIds } from './directory.ts';
import type { Item } from './odata-list.ts';
import { iso } from './world.ts';

/** Graph's JSON of each thing: every property that the practice tenant knows. */
export const userJson = (user: User): Record<string, unknown> => ({
  id: user.id,
  get deletedDateTime() {
    return user.deletedAt === null ? null : iso(user.deletedAt);
  },
  accountEnabled: user.accountEnabled,
  get assignedLicenses() {
    return allSkuIds(user).map((skuId) => ({ skuId, disabledPlans: [] }));
  },
  companyName: user.companyName,
  get createdDateTime() {
    return iso(user.createdAt);
  },
  creationType: user.creationType,
  displayName: user.displayName,
  externalUserState: user.externalUserState,
  externalUserStateChangeDateTime: user.externalUserStateChangeDateTime,
  identities: user.identities,
  get licenseAssignmentStates() {
    const own = user.skuIds.map((skuId) => ({ skuId, groupId: null }));
    return [...own, ...user.groupSkus].map(({ skuId, groupId }) => ({
      skuId,
      disabledPlans: [],
      assignedByGroup: groupId,
      state: 'Active',
      error: 'None',
      lastUpdatedDateTime: iso(user.createdAt),
    }));
  },
  mail: user.mail,
  otherMails: user.otherMails,
  preferredLanguage: user.preferredLanguage,
  proxyAddresses: user.proxyAddresses,
  usageLocation: user.usageLocation,
  userPrincipalName: nameOf(user),
  userType: user.userType,
});

/** Deletion puts the object id before the sign-in name, so that another account may take it. */
const nameOf = ({ id, userPrincipalName, deletedAt }: User): string =>
  deletedAt === null ? userPrincipalName : `${id.replaceAll('-', '')}${userPrincipalName}`;

export const groupJson = (group: Group): Record<string, unknown> => ({
  id: group.id,
  assignedLicenses: group.skuIds.map((skuId) => ({ skuId, disabledPlans: [] })),
  deletedDateTime: null,
  displayName: group.displayName,
  description: group.description ?? null,
  groupTypes: [
    ...(group.unified ? ['Unified'] : []),
    ...(group.dynamic ? ['DynamicMembership'] : []),
  ],
  isAssignableToRole: group.roleAssignable ? true : null,
  mail: group.unified || group.mailEnabled ? `${nickname(group)}@contoso.example` : null,
  mailEnabled: group.unified || group.mailEnabled,
  mailNickname: nickname(group),
  membershipRule: group.dynamic ? 'user.userType -eq "Member"' : null,
  onPremisesSyncEnabled: group.synced ? true : null,
  securityEnabled: !group.unified,
  visibility: group.unified ? 'Private' : null,
});

const nickname = (group: Group): string => group.displayName.toLowerCase().replaceAll(' ', '-');

export const servicePrincipalJson = (principal: ServicePrincipal): Record<string, unknown> => ({
  id: principal.id,
  appId: principal.appId,
  displayName: principal.displayName,
  homepage: principal.homepage,
  accountEnabled: true,
  appRoleAssignmentRequired: true,
  servicePrincipalType: 'Application',
  appRoles: principal.roles.map((role) => ({
    id: role.id,
    displayName: role.name,
    description: role.name,
    value: role.name,
    isEnabled: true,
    allowedMemberTypes: ['User'],
  })),
});

export function assignmentJson(
  directory: Directory,
  assignment: RoleAssignment,
): Record<string, unknown> {
  return {
    id: assignment.id,
    appRoleId: assignment.appRoleId,
    createdDateTime: iso(assignment.createdAt),
    deletedDateTime: null,
    principalDisplayName:
      directory.users.get(assignment.principalId)?.displayName ??
      directory.groups.get(assignment.principalId)?.displayName ??
      null,
    principalId: assignment.principalId,
    principalType: directory.groups.has(assignment.principalId) ? 'Group' : 'User',
    resourceDisplayName:
      directory.servicePrincipals.get(assignment.resourceId)?.displayName ?? null,
    resourceId: assignment.resourceId,
  };
}

const derived: PropertyDescriptorMap & ThisType<User> = {
  createdDateTime: {
    get() {
      return iso(this.createdAt);
    },
  },
  assignedLicenses: {
    get() {
      return allSkuIds(this).map((skuId) => ({ skuId, disabledPlans: [] }));
    },
  },
};
const underGraphNames = Object.create(Object.prototype, derived);

/** A person under Graph's property names, so that filters need no rendered JSON. */
export const readable = (user: User): User => Object.assign(Object.create(underGraphNames), user);

/** Renders a property only when a filter reads it: lists of a large directory skip most of them. */
export const userItem = (user: User): Item => ({
  seq: user.seq,
  facts: user.deletedAt === null ? user : undefined,
  get json() {
    return userJson(user);
  },
});
export const groupItem = (group: Group): Item => ({ seq: group.seq, json: groupJson(group) });

/** An object as Graph shows it in lists of several kinds. */
export const typed = (item: Item, type: 'user' | 'group'): Item => ({
  seq: item.seq,
  json: { '@odata.type': `#microsoft.graph.${type}`, ...item.json },
});
