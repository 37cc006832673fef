/** The rules for a list of one kind of object. */
export type ListRules = {
  resource: string;
  /** The filters that each property allows. Graph refuses a filter on an absent property. */
  filterable: Record<string, readonly string[]>;
  defaults?: readonly string[];
  defaultPage?: number;
  maxPage?: number;
};

const exact = ['eq', 'in', 'ne', 'not'];
const dates = [...exact, 'ge', 'le'];
const plain = [...dates, 'startswith'];
/** Microsoft documents endsWith only for these texts, and for otherMails and proxyAddresses. */
const names = [...plain, 'endswith'];
const collection = ['any', 'any eq', 'any in'];
const texts = [...collection, 'any startswith', 'any endswith'];

export const userRules: ListRules = {
  resource: 'User',
  filterable: {
    id: exact,
    displayName: plain,
    mail: names,
    userPrincipalName: names,
    otherMails: texts,
    proxyAddresses: texts,
    identities: collection,
    userType: exact,
    accountEnabled: exact,
    externalUserState: exact,
    externalUserStateChangeDateTime: exact,
    creationType: exact,
    companyName: plain,
    createdDateTime: dates,
    deletedDateTime: dates,
  },
  defaults: ['id', 'displayName', 'mail', 'preferredLanguage', 'userPrincipalName'],
  maxPage: 999,
};

export const groupRules: ListRules = {
  resource: 'Group',
  filterable: {
    id: exact,
    displayName: plain,
    mail: plain,
    mailNickname: plain,
    mailEnabled: exact,
    securityEnabled: exact,
    isAssignableToRole: exact,
    onPremisesSyncEnabled: exact,
    groupTypes: collection,
  },
  maxPage: 999,
};

export const servicePrincipalRules: ListRules = {
  resource: 'ServicePrincipal',
  filterable: { id: exact, appId: exact, displayName: plain },
  maxPage: 999,
};

export const assignmentRules: ListRules = {
  resource: 'AppRoleAssignment',
  filterable: { principalId: ['eq'], resourceId: ['eq'], appRoleId: ['eq'] },
  maxPage: 999,
};

/** For small lists that Graph neither filters nor pages. */
export const smallRules: ListRules = { resource: 'Entity', filterable: {}, maxPage: 999 };

export const auditRules: ListRules = {
  resource: 'auditLogs/directoryAudits',
  filterable: {
    targetResources: ['any', 'any eq'],
    activityDateTime: ['eq', 'ge', 'le'],
    activityDisplayName: ['eq', 'startswith'],
    loggedByService: ['eq'],
  },
  defaultPage: 1000,
  maxPage: 1000,
};
