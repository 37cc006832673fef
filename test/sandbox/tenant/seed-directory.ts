import { randomUUID } from 'node:crypto';
import * as practice from '../seed.ts';
import type { Directory, Group, User } from './directory.ts';
import { indexAddresses, initialDomain } from './directory.ts';
import { readable } from './render-objects.ts';

type SeedPerson = { objectId: string; name: string; mail: string; userType: string };
type SeedGroup = {
  id: string;
  name: string;
  members: readonly string[];
  dynamic?: boolean;
  unified?: boolean;
};
type SeedApplication = {
  appId: string;
  servicePrincipalId: string;
  name: string;
  homepage?: string;
  roles: readonly { id: string; name: string }[];
};
export type Seed = {
  people: Record<string, SeedPerson>;
  groups: Record<string, SeedGroup>;
  applications: Record<string, SeedApplication>;
  skus: { skuId: string; skuPartNumber: string; enabled: number }[];
};

const practiceSeed: Seed = {
  people: practice.people,
  groups: practice.groups,
  applications: practice.applications,
  skus: [
    {
      skuId: '5c000000-0000-4000-8000-000000000001',
      skuPartNumber: 'PROJECT_ESSENTIALS',
      enabled: 5,
    },
  ],
};

const year = 365 * 24 * 3600 * 1000;

export function seedDirectory(seed: Partial<Seed>, now: number): Directory {
  const { people, groups, applications, skus } = { ...practiceSeed, ...seed };
  const directory: Directory = {
    tenantId: practice.tenantId,
    tenantName: 'Contoso',
    domains: [
      { name: 'contoso.example', isInitial: false, isDefault: true },
      { name: 'contoso.onmicrosoft.com', isInitial: true, isDefault: false },
    ],
    users: new Map(),
    groups: new Map(),
    servicePrincipals: new Map(),
    assignments: new Map(),
    takenAssignments: [],
    deleted: new Set(),
    skus: skus.map((sku) => ({ ...sku })),
    changes: [],
    byAddress: new Map(),
    nextSeq: 1,
  };
  for (const person of Object.values(people)) {
    const basics = { id: person.objectId, displayName: person.name, createdAt: now - year };
    if (person.userType === 'Guest') addGuest(directory, person.mail, { ...basics, ...accepted });
    else addMember(directory, person.mail, basics);
  }
  for (const { members, id, name, ...flags } of Object.values(groups)) {
    const group = addGroup(directory, { id, displayName: name, ...flags });
    for (const key of members) group.members.set(people[key]?.objectId ?? key, now - year);
  }
  for (const { servicePrincipalId: id, appId, name, homepage = null, roles } of Object.values(
    applications,
  )) {
    const seq = directory.nextSeq++;
    directory.servicePrincipals.set(id, { id, seq, appId, displayName: name, homepage, roles });
  }
  return directory;
}

const accepted = {
  externalUserState: 'Accepted',
  externalUserStateChangeDateTime: '2026-01-15T09:30:00Z',
};

/** Makes an employee, long in the tenant or new. `facts` replace any property. */
export function addMember(directory: Directory, mail: string, facts: Partial<User> = {}): User {
  return addUser(directory, {
    ...blank(directory),
    displayName: mail,
    mail,
    proxyAddresses: [`SMTP:${mail}`],
    userPrincipalName: mail,
    userType: 'Member',
    identities: [
      {
        signInType: 'userPrincipalName',
        issuer: initialDomain(directory),
        issuerAssignedId: mail,
      },
    ],
    ...facts,
  });
}

/** A guest as an invitation makes one: pending, with the tenant's own domain as issuer until redeemed. */
export function addGuest(directory: Directory, mail: string, facts: Partial<User> = {}): User {
  const upn = `${mail.replace('@', '_')}#EXT#@${initialDomain(directory)}`;
  const own = {
    signInType: 'userPrincipalName',
    issuer: initialDomain(directory),
    issuerAssignedId: upn,
  };
  const federated = {
    signInType: 'federated',
    issuer: 'ExternalAzureAD',
    issuerAssignedId: null,
  };
  return addUser(directory, {
    ...blank(directory),
    displayName: mail.split('@')[0] ?? mail,
    mail,
    otherMails: [mail],
    proxyAddresses: [`SMTP:${mail}`],
    userPrincipalName: upn,
    userType: 'Guest',
    externalUserState: 'PendingAcceptance',
    creationType: 'Invitation',
    identities: facts.externalUserState === 'Accepted' ? [own, federated] : [own],
    ...facts,
  });
}

export function addGroup(directory: Directory, facts: Partial<Group>): Group {
  const group: Group = {
    id: randomUUID(),
    seq: directory.nextSeq++,
    displayName: 'A group',
    dynamic: false,
    unified: false,
    synced: false,
    roleAssignable: false,
    mailEnabled: false,
    refusesGuests: false,
    skuIds: [],
    members: new Map(),
    left: new Map(),
    ...facts,
  };
  directory.groups.set(group.id, group);
  return group;
}

function addUser(directory: Directory, facts: User): User {
  const user = readable(facts);
  directory.users.set(user.id, user);
  if (user.deletedAt !== null) directory.deleted.add(user.id);
  indexAddresses(directory, user);
  return user;
}

const blank = (directory: Directory): User => ({
  id: randomUUID(),
  seq: directory.nextSeq++,
  displayName: '',
  mail: null,
  otherMails: [],
  proxyAddresses: [],
  userPrincipalName: '',
  userType: 'Member',
  accountEnabled: true,
  externalUserState: null,
  externalUserStateChangeDateTime: null,
  creationType: null,
  identities: [],
  preferredLanguage: null,
  companyName: null,
  usageLocation: null,
  skuIds: [],
  groupSkus: [],
  sponsors: [],
  holdsRole: false,
  sessionsValidFrom: null,
  lastSignInAt: null,
  createdAt: 0,
  deletedAt: null,
  fading: false,
});
