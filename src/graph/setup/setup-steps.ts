import { odataText } from '../client/graph-path.ts';
import type { SetupStep } from './setup-step.ts';
import { slug } from './slug.ts';

/** Set-up finds its own objects again by these, among others of the same name. */
const ownTag = 'GuestlistSetup';
const ownDescription = 'Made by the set-up of Guestlist.';

/** The public part of a certificate. */
export type SetupCertificate = { base64: string; name: string; endsAt: string };

/** The bot's application: only this tenant, no redirect, no permission on behalf of people. */
export const applicationStep = (name: string): SetupStep => ({
  id: 'application',
  what: 'application',
  name,
  look: {
    path: '/applications',
    query: {
      $filter: `displayName eq ${odataText(name)}`,
      $select: 'id,appId,displayName,tags',
    },
    where: { tags: ownTag },
  },
  make: {
    method: 'POST',
    path: '/applications',
    body: { displayName: name, signInAudience: 'AzureADMyOrg', tags: [ownTag] },
  },
  gives: ['appId'],
  undo: '/applications/{{application}}',
});

/** Its service principal, which holds the permissions. It goes with the application. */
export const principalStep = (name: string): SetupStep => ({
  id: 'principal',
  what: 'principal',
  name,
  look: {
    path: '/servicePrincipals',
    query: { $filter: "appId eq '{{application.appId}}'", $select: 'id,appId' },
  },
  make: { method: 'POST', path: '/servicePrincipals', body: { appId: '{{application.appId}}' } },
});

/** Grants an application permission of Graph, with admin consent. */
export const permissionStep = (
  permission: string,
  graph: { principalId: string; roleId: string },
): SetupStep => ({
  id: `permission ${permission}`,
  what: 'permission',
  name: permission,
  look: {
    path: '/servicePrincipals/{{principal}}/appRoleAssignments',
    query: { $select: 'id,appRoleId,resourceId', $top: '999' },
    where: { appRoleId: graph.roleId, resourceId: graph.principalId },
  },
  make: {
    method: 'POST',
    path: `/servicePrincipals/${graph.principalId}/appRoleAssignedTo`,
    body: {
      principalId: '{{principal}}',
      resourceId: graph.principalId,
      appRoleId: graph.roleId,
    },
  },
});

/** Lets the application sign in with a certificate. Replaces the certificates that set-up gave it before. */
export const certificateStep = ({ base64, name, endsAt }: SetupCertificate): SetupStep => ({
  id: 'certificate',
  what: 'certificate',
  name,
  look: {
    path: '/applications/{{application}}',
    query: { $select: 'id,keyCredentials' },
    within: 'keyCredentials',
    where: { displayName: name },
  },
  make: {
    method: 'PATCH',
    path: '/applications/{{application}}',
    body: {
      keyCredentials: [
        {
          type: 'AsymmetricX509Cert',
          usage: 'Verify',
          key: base64,
          displayName: name,
          endDateTime: endsAt,
        },
      ],
    },
  },
});

/** A workload outside Entra that signs in as the application by a token of its own issuer, without a secret. */
export type Workload = { issuer: string; subject: string };

/**
 * Lets a workload sign in as the application. Entra compares issuer and subject letter by letter. The audience is the
 * same in every tenant of the public cloud: https://learn.microsoft.com/graph/api/application-post-federatedidentitycredentials
 */
export const federatedStep = ({ issuer, subject }: Workload): SetupStep => ({
  id: 'federated',
  what: 'federated',
  name: subject,
  look: {
    path: '/applications/{{application}}/federatedIdentityCredentials',
    query: { $select: 'id,name,issuer,subject' },
    where: { issuer, subject },
  },
  make: {
    method: 'POST',
    path: '/applications/{{application}}/federatedIdentityCredentials',
    body: {
      name: credentialName({ issuer, subject }),
      issuer,
      subject,
      audiences: ['api://AzureADTokenExchange'],
      description: ownDescription,
    },
  },
});

/** At most 120 characters, and another one for the same subject of another issuer. */
const credentialName = ({ issuer, subject }: Workload) =>
  `${slug(subject, 80, 'workload')}-${slug(issuer.slice(-36), 36, 'issuer')}`;

/** Makes a secret. Graph tells its text this once, so nothing can look for it. */
export const secretStep = (name: string, endsAt: string): SetupStep => ({
  id: 'secret',
  what: 'secret',
  name: endsAt.slice(0, 10),
  make: {
    method: 'POST',
    path: '/applications/{{application}}/addPassword',
    body: { passwordCredential: { displayName: name, endDateTime: endsAt } },
  },
  gives: ['secretText', 'keyId'],
});

/** A security group of ours. */
export const groupStep = (id: string, name: string): SetupStep => ({
  id,
  what: 'group',
  name,
  look: {
    path: '/groups',
    query: {
      $filter: `displayName eq ${odataText(name)}`,
      $select: 'id,displayName,description',
    },
    where: { description: ownDescription },
  },
  make: {
    method: 'POST',
    path: '/groups',
    body: {
      displayName: name,
      description: ownDescription,
      mailEnabled: false,
      mailNickname: nicknameOf(name),
      securityEnabled: true,
    },
  },
  undo: `/groups/{{${id}}}`,
});

/** Graph takes letters, digits and hyphens, at most 64. */
const nicknameOf = (name: string) => slug(name, 64, 'guestlist');

/** Puts somebody into a group of ours. */
export const memberStep = (
  group: { id: string; name: string; root: string },
  person: { id: string; name: string },
): SetupStep => ({
  id: `member ${group.id} ${person.id}`,
  what: 'member',
  name: `${person.name}, ${group.name}`,
  look: {
    path: `/groups/{{${group.id}}}/members`,
    query: { $select: 'id', $top: '999' },
    where: { id: person.id },
  },
  make: {
    method: 'POST',
    path: `/groups/{{${group.id}}}/members/$ref`,
    body: { '@odata.id': `${group.root}/directoryObjects/${person.id}` },
  },
});
