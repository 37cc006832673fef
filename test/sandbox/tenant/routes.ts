import * as accounts from './accounts.ts';
import * as apps from './app-roles.ts';
import * as deleted from './deleted-items.ts';
import * as roles from './directory-roles.ts';
import type { Call } from './graph-call.ts';
import * as groups from './groups.ts';
import { createInvitation } from './invitations.ts';
import * as licences from './licences.ts';
import * as own from './own-application.ts';
import { type Route, route } from './route.ts';
import { setupRoutes } from './setup-routes.ts';
import * as subscriptions from './subscriptions.ts';
import * as facts from './tenant-facts.ts';
import * as users from './users.ts';
import { usersDelta } from './users-delta.ts';

const deletes = 'User.DeleteRestore.All or User.ReadWrite.All';
/** The routes that a caller reaches when it forgets `/$ref`. */
const withoutRef = (pattern: string): Route => ({
  ...route(['DELETE', pattern], deletes, 1, accounts.deleteReferenced),
  undescribed: true,
});

const subscription = '/subscriptions/{id}';
const assigned = '/servicePrincipals/{id}/appRoleAssignedTo';

const routes: readonly Route[] = [
  route(['POST', '/invitations'], 'User.Invite.All', 1, createInvitation),
  route(['GET', '/users'], 'User.Read.All', 2, users.listUsers),
  route(['GET', '/users/delta'], 'User.Read.All', 2, usersDelta),
  route(['GET', '/users/delta()'], 'User.Read.All', 2, usersDelta),
  route(['GET', '/users/{id}'], 'User.Read.All', 1, users.getUser),
  route(
    ['PATCH', '/users/{id}'],
    'User.EnableDisableAccount.All or User.ReadWrite.All',
    1,
    accounts.patchUser,
  ),
  route(['DELETE', '/users/{id}'], deletes, 1, accounts.deleteUser),
  route(
    ['POST', '/users/{id}/revokeSignInSessions'],
    'User.RevokeSessions.All or User.ReadWrite.All',
    1,
    accounts.revokeSessions,
  ),
  route(
    ['POST', '/users/{id}/checkMemberGroups'],
    'GroupMember.Read.All',
    4,
    users.checkMemberGroups,
  ),
  route(
    ['GET', '/users/{id}/transitiveMemberOf'],
    'GroupMember.Read.All',
    2,
    users.transitiveMemberOf,
  ),
  route(
    ['GET', '/users/{id}/transitiveMemberOf/microsoft.graph.directoryRole'],
    'User.Read.All',
    2,
    roles.listDirectoryRoles,
  ),
  route(
    ['GET', '/users/{id}/transitiveMemberOf/graph.directoryRole'],
    'User.Read.All',
    2,
    roles.listDirectoryRoles,
  ),
  withoutRef('/users/{id}/sponsors/{id}'),
  route(['GET', '/users/{id}/sponsors'], 'User.Read.All', 1, users.listSponsors),
  route(['POST', '/users/{id}/sponsors/$ref'], 'User.ReadWrite.All', 1, users.addSponsor),
  route(['GET', '/users/{id}/appRoleAssignments'], 'User.Read.All', 2, apps.listRolesOfUser),
  route(
    ['POST', '/users/{id}/assignLicense'],
    'LicenseAssignment.ReadWrite.All',
    1,
    licences.assignLicense,
  ),
  route(['GET', '/subscribedSkus'], 'LicenseAssignment.Read.All', 3, licences.listSkus),
  route(['GET', '/groups'], 'GroupMember.Read.All', 1, groups.listGroups),
  route(['GET', '/groups/{id}'], 'GroupMember.Read.All', 1, groups.getGroup),
  route(['POST', '/groups'], 'Group.ReadWrite.All', 1, groups.createGroup),
  route(['DELETE', '/groups/{id}'], 'Group.ReadWrite.All', 1, groups.deleteGroup),
  route(['PATCH', '/groups/{id}'], 'GroupMember.ReadWrite.All', 1, groups.patchGroup),
  route(['GET', '/groups/{id}/members'], 'GroupMember.Read.All', 3, groups.listMembers),
  route(['GET', '/groups/{id}/settings'], 'GroupSettings.Read.All', 1, groups.listGroupSettings),
  route(['GET', '/groupSettings'], 'GroupSettings.Read.All', 1, groups.listTenantSettings),
  route(['POST', '/groups/{id}/members/$ref'], 'GroupMember.ReadWrite.All', 1, groups.addMember),
  route(
    ['DELETE', '/groups/{id}/members/{id}/$ref'],
    'GroupMember.ReadWrite.All',
    1,
    groups.removeMember,
  ),
  withoutRef('/groups/{id}/members/{id}'),
  route(['GET', '/servicePrincipals'], 'Application.Read.All', 1, apps.listServicePrincipals),
  route(['GET', '/servicePrincipals/{id}'], 'Application.Read.All', 1, apps.getServicePrincipal),
  route(
    ['GET', '/servicePrincipals/{id}/appRoleAssignments'],
    'Application.Read.All',
    1,
    own.listAssignmentsOf,
  ),
  route(['GET', '/applications'], 'Application.Read.All', 1, own.listApplications),
  ...setupRoutes,
  route(
    ['GET', '/policies/crossTenantAccessPolicy/default'],
    'Policy.Read.All',
    1,
    own.crossTenantDefault,
  ),
  route(
    ['GET', '/identityGovernance/lifecycleWorkflows/lifecyclePolicies'],
    'LifecyclePolicies-Guests.Read.All',
    1,
    own.listGuestPolicies,
  ),
  route(['GET', assigned], 'Application.Read.All', 1, apps.listAssignedTo),
  route(['POST', assigned], 'AppRoleAssignment.ReadWrite.All', 1, apps.assignRole),
  route(['DELETE', `${assigned}/{id}`], 'AppRoleAssignment.ReadWrite.All', 1, apps.removeRole),
  route(['GET', '/subscriptions'], 'User.Read.All', 0, subscriptions.listSubscriptions),
  route(['POST', '/subscriptions'], 'User.Read.All', 0, subscriptions.createSubscription),
  route(['GET', subscription], 'User.Read.All', 0, subscriptions.getSubscription),
  route(['PATCH', subscription], 'User.Read.All', 0, subscriptions.renewSubscription),
  route(['DELETE', subscription], 'User.Read.All', 0, subscriptions.removeSubscription),
  route(
    ['POST', `${subscription}/reauthorize`],
    'User.Read.All',
    0,
    subscriptions.reauthorizeSubscription,
  ),
  route(['GET', '/organization'], 'Organization.Read.All', 1, facts.listOrganization),
  route(['GET', '/organization/{id}'], 'Organization.Read.All', 1, facts.getOrganization),
  route(['GET', '/domains'], 'Domain.Read.All', 1, facts.listDomains),
  route(['GET', '/policies/authorizationPolicy'], 'Policy.Read.All', 1, facts.authorizationPolicy),
  route(
    ['GET', '/directory/deletedItems/graph.user'],
    'User.Read.All',
    1,
    deleted.listDeletedUsers,
  ),
  route(
    ['GET', '/directory/deletedItems/microsoft.graph.user'],
    'User.Read.All',
    1,
    deleted.listDeletedUsers,
  ),
  route(['GET', '/directory/deletedItems/{id}'], 'User.Read.All', 1, deleted.getDeletedUser),
  route(['DELETE', '/directory/deletedItems/{id}'], deletes, 1, deleted.purgeUser),
  route(['POST', '/directory/deletedItems/{id}/restore'], deletes, 1, deleted.restoreUser),
];

export const routeOf = (call: Call): Route | undefined =>
  routes.find(
    (candidate) =>
      candidate.method === call.method &&
      candidate.segments.length === call.segments.length &&
      candidate.segments.every((part, i) => part === '{id}' || part === call.segments[i]),
  );

/** Reads by POST, and calls outside the directory, cost no write. */
export const isDirectoryWrite = (call: Call): boolean =>
  call.method !== 'GET' &&
  call.segments[0] !== 'subscriptions' &&
  call.segments[2] !== 'checkMemberGroups';
