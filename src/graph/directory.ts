import type { Found } from '../guests/plan.ts';
import type { Application } from './access/applications.ts';
import type { Group } from './access/group-facts.ts';
import type { TakesGuests } from './access/group-settings.ts';
import type { LicenceStock } from './access/licence-stock.ts';
import type { RoleHolders } from './access/role-holders.ts';
import type { Answer } from './client/sort-answer.ts';
import type { Account } from './ending/read-account.ts';
import type { GrantToRead, Held } from './ending/read-holding.ts';
import type { LastSignIn } from './ending/read-sign-ins.ts';
import type { Taken } from './ending/removal-outcome.ts';
import type { RoleToTake } from './ending/take-role.ts';
import type { CredentialEnd } from './own/credential-ends.ts';
import type { EntraLogEntry } from './people/entra-log-of.ts';
import type { FoundPerson } from './people/found-person.ts';
import type { DeltaPage } from './people/guests-delta.ts';
import type { InvitationToSend, Invited } from './people/invite-guest.ts';
import type { PendingPage } from './people/pending-guests.ts';
import type { Person } from './people/read-person.ts';
import type { RedeemLink } from './people/redeem-link.ts';
import type { Sponsors } from './people/sponsors-of.ts';
import type { Subscription, WishedSubscription } from './subscriptions.ts';
import type { InvitesFrom, Tenant } from './tenant.ts';

/** Accounts by the address or the object id that the caller asked for. */
export type PeopleFound = ReadonlyMap<string, Found>;

/** Accounts by object id. `mail`: their address at work, where they have one. */
type PeopleById = ReadonlyMap<string, Found & { mail?: string | undefined }>;

/** Reads about people. Each throws GraphUnavailable when Graph gives no answer. */
type PeopleReads = {
  /** Undefined: not there, deleted, or too new for Graph to show. */
  readPerson: (objectId: string) => Promise<Person | undefined>;
  /** By address, in lower case. Graph may not show a guest yet whom it made moments ago. */
  findPeople: (addresses: readonly string[]) => Promise<PeopleFound>;
  /** By object id. Deleted accounts are missing. */
  findByIds: (objectIds: readonly string[]) => Promise<PeopleById>;
  /** By object id: accounts deleted less than 30 days ago. Empty where that may not be read. */
  findDeletedByIds: (objectIds: readonly string[]) => Promise<PeopleFound>;
  /** By address: accounts deleted less than 30 days ago. */
  findDeletedPeople: (
    addresses: readonly string[],
    initialDomain: string,
  ) => Promise<PeopleFound | 'not readable'>;
  /** Like findPeople, for so many addresses that listing everybody costs less. */
  findAmongAll: (addresses: ReadonlySet<string>) => Promise<PeopleFound>;
  /** Like findDeletedPeople, for so many addresses that listing everybody costs less. */
  findAmongDeleted: (addresses: ReadonlySet<string>) => Promise<PeopleFound | 'not readable'>;
  /** By address: accounts deleted since then. Empty when the bot may not read that. */
  deletedSince: (addresses: readonly string[], since: Date) => Promise<PeopleFound>;
  /** The account that has this address now, with the facts that show whether an invitation made it. */
  findInvited: (address: string) => Promise<FoundPerson | undefined>;
  /** The sponsors of a guest. Undefined: not shown yet, or not readable. */
  sponsorsOf: (objectId: string) => Promise<Sponsors | undefined>;
  /** What Entra's log says about an account, the newest entry first. */
  entraLogOf: (objectId: string) => Promise<readonly EntraLogEntry[] | 'not readable'>;
  /** One page of what changed about people since the link. */
  readDelta: (from: 'latest' | (string & {})) => Promise<DeltaPage | 'start over'>;
  /** One page of the guests who have not redeemed. */
  readPendingGuests: (from: 'start' | (string & {})) => Promise<PendingPage>;
};

/** Reads about the bot's own application. */
type OwnReads = {
  /** When its secrets and certificates end. Undefined: no such application here. Throws GraphUnavailable. */
  readCredentialEnds: (appId: string) => Promise<CredentialEnd[] | 'not readable' | undefined>;
};

/** Reads about groups, applications and licences. Each throws GraphUnavailable when Graph gives no answer. */
type AccessReads = {
  /** The groups, among these, that the person is in, through other groups too. */
  memberGroups: (objectId: string, groupIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Object ids of the people in a group, through other groups too; in lower case. */
  peopleIn: (groupId: string) => Promise<readonly string[]>;
  /** The person's roles, as `<service principal> <role>` in lower case. */
  appRolesOf: (objectId: string) => Promise<ReadonlySet<string>>;
  /** The person's licences, by skuId in lower case. */
  licencesOf: (objectId: string) => Promise<ReadonlySet<string>>;
  /** The people and groups with each role of an application, by role; all ids in lower case. */
  roleHolders: (servicePrincipalId: string) => Promise<ReadonlyMap<string, RoleHolders>>;
  /** The licences that a group gives its members, by skuId in lower case. */
  groupLicences: (groupId: string) => Promise<ReadonlySet<string>>;
  readGroup: (groupId: string) => Promise<Group | undefined>;
  readApplication: (
    by: { servicePrincipalId: string } | { appId: string },
  ) => Promise<Application | undefined>;
  readLicenceStock: () => Promise<LicenceStock[] | 'not readable'>;
  tenantTakesGuests: () => Promise<TakesGuests>;
  groupTakesGuests: (groupId: string) => Promise<TakesGuests>;
  readTenant: () => Promise<Tenant>;
  readInvitesFrom: () => Promise<InvitesFrom | 'not readable'>;
};

/** Changes in the tenant. Each returns the outcome of its call; none repeats its call. */
type Changes = {
  /** A second call for one address sends a second mail. */
  invite: (invitation: InvitationToSend) => Promise<Answer<Invited>>;
  /** The same call without a mail, for a guest who exists. Returns the link that accepts the invitation. */
  redeemLink: (invited: { address: string; redirectUrl: string }) => Promise<Answer<RedeemLink>>;
  restorePerson: (objectId: string) => Promise<Answer<undefined>>;
  /** Makes one person a sponsor of one guest. Repeating it does no harm. */
  addSponsor: (sponsor: { objectId: string; sponsorId: string }) => Promise<Answer<undefined>>;
  /** Up to twenty people, all or none. */
  addMembers: (groupId: string, objectIds: readonly string[]) => Promise<Answer<undefined>>;
  giveRole: (role: {
    objectId: string;
    servicePrincipalId: string;
    appRoleId: string | undefined;
  }) => Promise<Answer<string | undefined>>;
  /** Sets the person's country, then assigns the licence: two writes. */
  giveLicence: (licence: {
    objectId: string;
    skuId: string;
    usageLocation: string;
  }) => Promise<Answer<undefined>>;
};

/** Reads that an end of access needs. Each throws GraphUnavailable when Graph gives no answer. */
type EndingReads = {
  /** How the person has each of these grants, by `grantPiece`. */
  readHolding: (
    objectId: string,
    grants: readonly GrantToRead[],
  ) => Promise<ReadonlyMap<string, Held>>;
  /** Reads living accounts, then deleted ones. */
  readAccount: (objectId: string) => Promise<Account>;
  holdsDirectoryRole: (
    objectId: string,
  ) => Promise<'yes' | 'no' | 'no such account' | 'not readable'>;
  /** At most ten people a minute. The answer omits people whom it did not read. */
  readSignIns: (
    objectIds: readonly string[],
  ) => Promise<ReadonlyMap<string, LastSignIn> | 'not readable'>;
};

/** Calls that take access away. Each returns the outcome of its call; repeating it takes nothing more. */
type Removals = {
  removeMember: (membership: { groupId: string; objectId: string }) => Promise<Taken>;
  /** Only a role that the person has directly. */
  takeRole: (role: RoleToTake) => Promise<Taken>;
  /** Only a licence that the person has directly. */
  takeLicence: (licence: { objectId: string; skuId: string }) => Promise<Taken>;
  /** Ends the sessions too: two writes. */
  blockAccount: (objectId: string) => Promise<Taken>;
  unblockAccount: (objectId: string) => Promise<Taken>;
  /** After `lost`, read the account first: a blind repeat deletes an account that somebody has restored since. */
  removeAccount: (objectId: string) => Promise<Taken>;
  restoreAccount: (objectId: string) => Promise<Answer<undefined>>;
};

/** Subscriptions to change notifications. Undefined: the subscription is gone. */
type Subscriptions = {
  createSubscription: (
    wish: WishedSubscription,
  ) => Promise<Subscription | 'not allowed' | 'exists'>;
  readSubscription: (id: string) => Promise<Subscription | undefined>;
  renewSubscription: (id: string, expiresAt: Date) => Promise<Subscription | undefined>;
  listSubscriptions: () => Promise<readonly { id: string; notificationUrl: string }[]>;
  removeSubscription: (id: string) => Promise<void>;
};

/** Every call to Graph, bound to the bot's credentials. Each caller names the calls that it needs with `Pick`. */
export type Directory = PeopleReads &
  AccessReads &
  OwnReads &
  Changes &
  EndingReads &
  Removals &
  Subscriptions;
