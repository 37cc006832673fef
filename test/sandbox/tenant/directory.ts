/** The directory of the practice tenant. The render files make Graph's JSON from it. */
export type Identity = { signInType: string; issuer: string; issuerAssignedId: string | null };

export type User = {
  id: string;
  /** Order of creation, by which Graph pages lists. */
  seq: number;
  displayName: string;
  mail: string | null;
  otherMails: string[];
  proxyAddresses: string[];
  userPrincipalName: string;
  userType: string;
  accountEnabled: boolean;
  externalUserState: string | null;
  externalUserStateChangeDateTime: string | null;
  creationType: string | null;
  identities: Identity[];
  preferredLanguage: string | null;
  companyName: string | null;
  usageLocation: string | null;
  /** Licences that somebody assigned to the person, without those of groups. */
  skuIds: string[];
  groupSkus: { skuId: string; groupId: string }[];
  sponsors: string[];
  /** A directory role of the person's own. */
  holdsRole: boolean;
  sessionsValidFrom: number | null;
  /** The last sign-in that succeeded. */
  lastSignInAt: number | null;
  createdAt: number;
  deletedAt: number | null;
  /** True when a call deleted it: parts of Graph still show the account for a while. */
  fading: boolean;
};

export type Group = {
  id: string;
  seq: number;
  displayName: string;
  description?: string | null;
  dynamic: boolean;
  unified: boolean;
  synced: boolean;
  roleAssignable: boolean;
  mailEnabled: boolean;
  refusesGuests: boolean;
  /** Licences that every member gets. */
  skuIds: string[];
  /** Member (user or group) to the time of joining. */
  members: Map<string, number>;
  /** Member to the time at which a call removed it: parts of Graph still show it for a while. */
  left: Map<string, number>;
};

export type ServicePrincipal = {
  id: string;
  seq: number;
  appId: string;
  displayName: string;
  homepage: string | null;
  roles: readonly { id: string; name: string }[];
};

export type RoleAssignment = {
  id: string;
  seq: number;
  principalId: string;
  resourceId: string;
  appRoleId: string;
  createdAt: number;
};

export type Sku = { skuId: string; skuPartNumber: string; enabled: number };

/** Something that Entra writes into its log. */
export type Deed = {
  at: number;
  activity: string;
  /** The person who did it. Null: the bot's application. */
  by: { id: string; name: string } | null;
  userId: string;
  /** The group that somebody joined or left. */
  group?: { id: string; name: string };
};

/** One write to a user object, as delta and notifications see it. */
export type Change = {
  userId: string;
  properties: readonly string[];
  at: number;
  kind: 'updated' | 'deleted';
};

export type Directory = {
  tenantId: string;
  tenantName: string;
  domains: { name: string; isInitial: boolean; isDefault: boolean }[];
  users: Map<string, User>;
  groups: Map<string, Group>;
  servicePrincipals: Map<string, ServicePrincipal>;
  assignments: Map<string, RoleAssignment>;
  /** Assignments that a call removed, with the time: parts of Graph still show them for a while. */
  takenAssignments: { assignment: RoleAssignment; at: number }[];
  /** Ids of deleted people who are not yet gone for good. */
  deleted: Set<string>;
  skus: Sku[];
  changes: Change[];
  /** Lower-case address to the ids of users that have it. */
  byAddress: Map<string, Set<string>>;
  nextSeq: number;
};

export const initialDomain = (directory: Directory): string =>
  directory.domains.find((domain) => domain.isInitial)?.name ?? 'contoso.onmicrosoft.com';

export function addressesOf(user: User): string[] {
  const all = [user.mail ?? '', ...user.otherMails, ...user.proxyAddresses.map(withoutScheme)];
  if (user.userType === 'Member') all.push(user.userPrincipalName);
  return [...new Set(all.filter(Boolean).map((address) => address.toLowerCase()))];
}

const withoutScheme = (proxy: string): string => proxy.replace(/^smtp:/i, '');

export function indexAddresses(directory: Directory, user: User): void {
  for (const address of addressesOf(user)) {
    const ids = directory.byAddress.get(address) ?? new Set<string>();
    directory.byAddress.set(address, ids.add(user.id));
  }
}

/** The live user that has this address now; deleted users do not count. */
export function userByAddress(directory: Directory, address: string): User | undefined {
  const wanted = address.toLowerCase();
  for (const id of directory.byAddress.get(wanted) ?? []) {
    const user = directory.users.get(id);
    if (user && user.deletedAt === null && addressesOf(user).includes(wanted)) return user;
  }
  return undefined;
}

/** Every licence that a person has, their own or through groups, each once. */
export const allSkuIds = (user: Pick<User, 'skuIds' | 'groupSkus'>): string[] => [
  ...new Set([...user.skuIds, ...user.groupSkus.map(({ skuId }) => skuId)]),
];
