import * as accounts from './accounts.ts';
import * as apps from './app-roles.ts';
import * as audits from './audit-log.ts';
import * as deleted from './deleted-items.ts';
import * as roles from './directory-roles.ts';
import type { Call } from './graph-call.ts';
import * as groups from './groups.ts';
import { createInvitation } from './invitations.ts';
import * as licences from './licences.ts';
import * as made from './made-applications.ts';
import * as catalogue from './made-catalogue.ts';
import * as own from './own-application.ts';
import { type Route, route, routesWith } from './route.ts';
import * as subscriptions from './subscriptions.ts';
import * as facts from './tenant-facts.ts';
import * as users from './users.ts';
import { usersDelta } from './users-delta.ts';

const deletes = 'User.DeleteRestore.All or User.ReadWrite.All';
const reauthorize = '/subscriptions/{id}/reauthorize';
const lifecycle = '/identityGovernance/lifecycleWorkflows/lifecyclePolicies';
const assigned = '/servicePrincipals/{id}/appRoleAssignedTo';
const catalogueApps = '/appCatalogs/teamsApps';
const memberOf = '/users/{id}/transitiveMemberOf';

/** The routes that a caller reaches when it forgets `/$ref`. */
const withoutRef = ['/users/{id}/sponsors/{id}', '/groups/{id}/members/{id}'].map(
  (path): Route => ({
    ...route(['DELETE', path], deletes, 1, accounts.deleteReferenced),
    undescribed: true,
  }),
);

/** By permission. Of two paths that fit a call the first counts. */
const routes: readonly Route[] = [
  ...routesWith('User.Invite.All', { 'POST /invitations': [1, createInvitation] }),
  ...routesWith('User.Read.All', {
    'GET /users': [2, users.listUsers],
    'GET /users/delta': [2, usersDelta],
    'GET /users/delta()': [2, usersDelta],
    'GET /users/{id}': [1, users.getUser],
    [`GET ${memberOf}/microsoft.graph.directoryRole`]: [2, roles.listDirectoryRoles],
    [`GET ${memberOf}/graph.directoryRole`]: [2, roles.listDirectoryRoles],
    'GET /users/{id}/sponsors': [1, users.listSponsors],
    'GET /users/{id}/appRoleAssignments': [2, apps.listRolesOfUser],
    'GET /subscriptions': [0, subscriptions.listSubscriptions],
    'POST /subscriptions': [0, subscriptions.createSubscription],
    'GET /subscriptions/{id}': [0, subscriptions.getSubscription],
    'PATCH /subscriptions/{id}': [0, subscriptions.renewSubscription],
    'DELETE /subscriptions/{id}': [0, subscriptions.removeSubscription],
    [`POST ${reauthorize}`]: [0, subscriptions.reauthorizeSubscription],
    'GET /directory/deletedItems/graph.user': [1, deleted.listDeletedUsers],
    'GET /directory/deletedItems/microsoft.graph.user': [1, deleted.listDeletedUsers],
    'GET /directory/deletedItems/{id}': [1, deleted.getDeletedUser],
  }),
  ...routesWith('User.EnableDisableAccount.All or User.ReadWrite.All', {
    'PATCH /users/{id}': [1, accounts.patchUser],
  }),
  ...routesWith('User.RevokeSessions.All or User.ReadWrite.All', {
    'POST /users/{id}/revokeSignInSessions': [1, accounts.revokeSessions],
  }),
  ...routesWith('User.ReadWrite.All', { 'POST /users/{id}/sponsors/$ref': [1, users.addSponsor] }),
  ...routesWith(deletes, {
    'DELETE /users/{id}': [1, accounts.deleteUser],
    'DELETE /directory/deletedItems/{id}': [1, deleted.purgeUser],
    'POST /directory/deletedItems/{id}/restore': [1, deleted.restoreUser],
  }),
  ...withoutRef,
  ...routesWith('GroupMember.Read.All', {
    'POST /users/{id}/checkMemberGroups': [4, users.checkMemberGroups],
    [`GET ${memberOf}`]: [2, users.transitiveMemberOf],
    'GET /groups': [1, groups.listGroups],
    'GET /groups/{id}': [1, groups.getGroup],
    'GET /groups/{id}/members': [3, groups.listMembers],
  }),
  ...routesWith('GroupMember.ReadWrite.All', {
    'PATCH /groups/{id}': [1, groups.patchGroup],
    'POST /groups/{id}/members/$ref': [1, groups.addMember],
    'DELETE /groups/{id}/members/{id}/$ref': [1, groups.removeMember],
  }),
  ...routesWith('Group.ReadWrite.All', {
    'POST /groups': [1, groups.createGroup],
    'DELETE /groups/{id}': [1, groups.deleteGroup],
  }),
  ...routesWith('GroupSettings.Read.All', {
    'GET /groups/{id}/settings': [1, groups.listGroupSettings],
    'GET /groupSettings': [1, groups.listTenantSettings],
  }),
  ...routesWith('LicenseAssignment.ReadWrite.All', {
    'POST /users/{id}/assignLicense': [1, licences.assignLicense],
  }),
  ...routesWith('LicenseAssignment.Read.All', { 'GET /subscribedSkus': [3, licences.listSkus] }),
  ...routesWith('Application.Read.All', {
    'GET /servicePrincipals': [1, apps.listServicePrincipals],
    'GET /servicePrincipals/{id}': [1, apps.getServicePrincipal],
    'GET /servicePrincipals/{id}/appRoleAssignments': [1, own.listAssignmentsOf],
    'GET /applications': [1, own.listApplications],
    [`GET ${assigned}`]: [1, apps.listAssignedTo],
  }),
  ...routesWith('AppRoleAssignment.ReadWrite.All', {
    [`POST ${assigned}`]: [1, apps.assignRole],
    [`DELETE ${assigned}/{id}`]: [1, apps.removeRole],
  }),
  ...routesWith('Policy.Read.All', {
    'GET /policies/crossTenantAccessPolicy/default': [1, own.crossTenantDefault],
    'GET /policies/authorizationPolicy': [1, facts.authorizationPolicy],
  }),
  ...routesWith('LifecyclePolicies-Guests.Read.All', {
    [`GET ${lifecycle}`]: [1, own.listGuestPolicies],
  }),
  ...routesWith('Organization.Read.All', {
    'GET /organization': [1, facts.listOrganization],
    'GET /organization/{id}': [1, facts.getOrganization],
  }),
  ...routesWith('AuditLog.Read.All', { 'GET /auditLogs/directoryAudits': [1, audits.listAudits] }),
  ...routesWith('Domain.Read.All', { 'GET /domains': [1, facts.listDomains] }),
  // Calls that only an administrator's set-up makes.
  ...routesWith('Application.ReadWrite.All', {
    'POST /applications': [1, made.createApplication],
    'GET /applications/{id}': [1, made.getApplication],
    'PATCH /applications/{id}': [1, made.patchApplication],
    'DELETE /applications/{id}': [1, made.deleteApplication],
    'POST /applications/{id}/addPassword': [1, made.addPassword],
    'POST /applications/{id}/federatedIdentityCredentials': [1, made.addFederated],
    'GET /applications/{id}/federatedIdentityCredentials': [1, made.listFederated],
    'POST /servicePrincipals': [1, made.createPrincipal],
  }),
  ...routesWith('AppCatalog.Submit', {
    [`GET ${catalogueApps}`]: [1, catalogue.listApps],
    [`POST ${catalogueApps}`]: [1, catalogue.publishApp],
    [`DELETE ${catalogueApps}/{id}`]: [1, catalogue.removeApp],
  }),
  ...routesWith('TeamsAppInstallation.ReadWriteForUser', {
    'POST /users/{id}/teamwork/installedApps': [1, catalogue.installApp],
  }),
  ...routesWith('TeamsAppInstallation.ReadWriteForTeam', {
    'POST /teams/{id}/installedApps': [1, catalogue.installApp],
  }),
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
