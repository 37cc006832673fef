import * as v from 'valibot';

const chance = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const amount = v.pipe(v.number(), v.minValue(0));
const windowLimit = v.strictObject({ count: amount, seconds: amount });

const knobsSchema = v.strictObject({
  clockOffsetMs: v.number(),
  latencyMs: amount,
  /** How long each kind of call does not see a fresh guest (or a fresh membership). */
  lagMs: v.strictObject({
    reads: amount,
    filters: amount,
    lists: amount,
    references: amount,
    appRoles: amount,
    licences: amount,
    patches: amount,
    memberships: amount,
    /** How long Graph still shows a membership, a role or an account after a call removed it. */
    removals: amount,
    delta: amount,
    /** How long a new application or service principal stays unseen. */
    applications: amount,
    /** How long Entra's log keeps a new entry back. */
    audits: amount,
  }),
  /** How Graph refuses a reference to a guest that it does not see yet. */
  freshReference: v.picklist(['mixed', '400', '404']),
  /** Seconds 0: the answer carries no Retry-After. */
  throttle: v.strictObject({ probability: chance, retryAfterSeconds: amount }),
  /** Count 0: no limit. */
  limits: v.strictObject({
    invitations: windowLimit,
    writes: windowLimit,
    /** Reads of signInActivity. */
    signIns: windowLimit,
    /** Reads of Entra's log. */
    audits: windowLimit,
    invitationsCostWrites: v.boolean(),
    orClauses: amount,
    advancedUrlLength: amount,
  }),
  /** With `writesOnly` reads work as always, so that people can still ask. */
  lost: v.strictObject({ before: chance, after: chance, writesOnly: v.boolean() }),
  tenantBlocked: v.boolean(),
  invitationsOff: v.boolean(),
  /** The settings that an administrator made for the bot's own application, and in the tenant. */
  setup: v.strictObject({
    /** Application permissions of Graph that the bot's application was granted. */
    granted: v.array(v.string()),
    /** The application's secrets: the first characters, and how many days they last. */
    secrets: v.array(v.strictObject({ hint: v.string(), days: v.number() })),
    enabled: v.boolean(),
    registered: v.boolean(),
    adminsOnly: v.boolean(),
    inboundBlocked: v.boolean(),
    privacyStatement: v.boolean(),
    /** Names of guest lifecycle policies that are on. */
    guestPolicies: v.array(v.string()),
  }),
  /** Off: the primary domain is the `….onmicrosoft.com` that the tenant began with. */
  ownDomain: v.boolean(),
  /** AllowToAddGuests of the tenant is off: no Microsoft 365 group takes guests. */
  groupsRefuseGuests: v.boolean(),
  credentialsRefused: v.boolean(),
  /** Without Entra ID P1 nobody may read sign-ins. */
  premium: v.boolean(),
  /** Names of application permissions without consent. */
  missingConsent: v.array(v.string()),
  deniedDomains: v.array(v.string()),
  crossTenantBlockedDomains: v.array(v.string()),
  /** A redemption changes the display name to the sign-in name. */
  displayNameFlips: v.boolean(),
  /** Pause between the several writes of one redemption. */
  redemptionStepMs: amount,
  notifications: v.strictObject({
    lateMs: amount,
    lostProbability: chance,
    repeat: amount,
    retryMs: amount,
  }),
  delta: v.strictObject({
    withState: v.boolean(),
    pageSize: v.pipe(v.number(), v.minValue(1)),
    repeat: v.pipe(v.number(), v.minValue(1)),
    expiry: v.picklist(['gone', 'syncStateNotFound']),
  }),
});
export type Knobs = v.InferOutput<typeof knobsSchema>;

/** All that docs/setup.md asks for. */
export const practicePermissions: readonly string[] = [
  'User.Invite.All',
  'User.Read.All',
  'Organization.Read.All',
  'GroupMember.ReadWrite.All',
  'Application.Read.All',
  'AppRoleAssignment.ReadWrite.All',
  'LicenseAssignment.ReadWrite.All',
  'User.ReadWrite.All',
  'User.DeleteRestore.All',
  'User.EnableDisableAccount.All',
  'User.RevokeSessions.All',
  'RoleManagement.Read.Directory',
  'AuditLog.Read.All',
  'GroupSettings.Read.All',
  'Policy.Read.All',
  'LifecyclePolicies-Guests.Read.All',
];

/** Mild but not kind: everything lags a little, and Graph notifies every change twice. */
export const defaultKnobs = (): Knobs => ({
  clockOffsetMs: 0,
  latencyMs: 0,
  lagMs: {
    reads: 300,
    filters: 1500,
    lists: 2000,
    references: 600,
    appRoles: 1000,
    licences: 800,
    patches: 500,
    memberships: 300,
    removals: 300,
    delta: 500,
    applications: 1000,
    audits: 1000,
  },
  freshReference: 'mixed',
  throttle: { probability: 0, retryAfterSeconds: 1 },
  limits: {
    invitations: { count: 150, seconds: 5 },
    writes: { count: 3000, seconds: 150 },
    signIns: { count: 10, seconds: 60 },
    audits: { count: 5, seconds: 10 },
    invitationsCostWrites: true,
    orClauses: 15,
    advancedUrlLength: 2048,
  },
  lost: { before: 0, after: 0, writesOnly: false },
  tenantBlocked: false,
  invitationsOff: false,
  setup: {
    granted: [...practicePermissions],
    secrets: [{ hint: 'pra', days: 180 }],
    enabled: true,
    registered: true,
    adminsOnly: false,
    inboundBlocked: false,
    privacyStatement: true,
    guestPolicies: [],
  },
  ownDomain: true,
  groupsRefuseGuests: false,
  credentialsRefused: false,
  premium: true,
  missingConsent: [],
  deniedDomains: [],
  crossTenantBlockedDomains: [],
  displayNameFlips: false,
  redemptionStepMs: 0,
  notifications: { lateMs: 100, lostProbability: 0, repeat: 2, retryMs: 1000 },
  delta: { withState: true, pageSize: 200, repeat: 1, expiry: 'gone' },
});

/** No lag, no limits, no repeats: for tests about something else. */
export const kindKnobs = {
  lagMs: {
    reads: 0,
    filters: 0,
    lists: 0,
    references: 0,
    appRoles: 0,
    licences: 0,
    patches: 0,
    memberships: 0,
    removals: 0,
    delta: 0,
    applications: 0,
    audits: 0,
  },
  notifications: { lateMs: 0, repeat: 1 },
} as const;

/** Changes the knobs in place, so that every holder sees it. Refuses an unknown knob. */
export function turnKnobs(knobs: Knobs, patch: unknown): void {
  Object.assign(knobs, v.parse(knobsSchema, merged(knobs, patch)));
}

function merged(base: unknown, patch: unknown): unknown {
  if (!isRecord(base) || !isRecord(patch)) return patch;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) result[key] = merged(base[key], value);
  return result;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
