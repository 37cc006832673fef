import type { Project } from '../../guests/project/project.ts';

/** A capability that a project may use. Each needs permissions of its own. */
export type Feature = 'groups' | 'applications' | 'licences' | 'block' | 'remove';

type Line = {
  permission: string;
  /** `always`, or the features that need it. Empty: nothing needs it, and something is better with it. */
  for: 'always' | readonly Feature[];
  /** A permission that does the same and more, so that this one may be missing. */
  coveredBy?: readonly string[];
};

const lines = [
  { permission: 'User.Invite.All', for: 'always' },
  { permission: 'User.Read.All', for: 'always' },
  { permission: 'Organization.Read.All', for: 'always' },
  {
    permission: 'GroupMember.Read.All',
    for: 'always',
    coveredBy: ['GroupMember.ReadWrite.All', 'Group.Read.All', 'Group.ReadWrite.All'],
  },
  {
    permission: 'GroupMember.ReadWrite.All',
    for: ['groups'],
    coveredBy: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
  },
  { permission: 'Application.Read.All', for: ['applications'] },
  { permission: 'AppRoleAssignment.ReadWrite.All', for: ['applications'] },
  {
    permission: 'LicenseAssignment.ReadWrite.All',
    for: ['licences'],
    coveredBy: ['Directory.ReadWrite.All'],
  },
  {
    permission: 'User.ReadWrite.All',
    for: ['licences'],
    coveredBy: ['Directory.ReadWrite.All'],
  },
  {
    permission: 'User.DeleteRestore.All',
    for: ['remove'],
    coveredBy: ['User.ReadWrite.All'],
  },
  {
    permission: 'User.EnableDisableAccount.All',
    for: ['block', 'remove'],
    coveredBy: ['User.ReadWrite.All'],
  },
  {
    permission: 'User.RevokeSessions.All',
    for: ['block', 'remove'],
    coveredBy: ['User.ReadWrite.All'],
  },
  { permission: 'RoleManagement.Read.Directory', for: ['block', 'remove'] },
  { permission: 'AuditLog.Read.All', for: [] },
  { permission: 'GroupSettings.Read.All', for: [] },
  { permission: 'Policy.Read.All', for: [] },
  { permission: 'LifecyclePolicies-Guests.Read.All', for: [] },
] as const satisfies readonly Line[];

/** The permissions of the table in docs/setup.md. A test keeps the two equal. */
export const permissionTable: readonly Line[] = lines;

/**
 * The permissions that set-up may ask for: each of these has its reason in the strings, or the words do not compile.
 */
export type NeededPermission = Exclude<(typeof lines)[number], { for: readonly [] }>['permission'];

/** True when some feature needs this permission. */
export const isNeeded = (name: string): name is NeededPermission =>
  permissionTable.some(
    ({ permission, for: uses }) => permission === name && (uses === 'always' || uses.length > 0),
  );

/** Permissions that do harm where no project needs them. Without a need, the others of the table only help. */
const powerful: ReadonlySet<string> = new Set([
  'GroupMember.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'LicenseAssignment.ReadWrite.All',
]);
/** Without these an account is not blocked or removed at the end; the rest of the end still works. */
const mild: ReadonlySet<Feature> = new Set(['block', 'remove']);

export type Granted = {
  /** Needed, and not granted: what needs it does not work. */
  missing: string[];
  /** Needed only to block or remove accounts at an end, and not granted. */
  wanted: string[];
  /** Granted, and nothing needs it. */
  tooMuch: string[];
  /** Not granted, and nobody misses it. */
  leftOut: string[];
  inForce: string[];
};

/** Compares the grants of the application with the needs of these projects. */
export function judgeGrants(granted: readonly string[], used: ReadonlySet<Feature>): Granted {
  const has = new Set(granted);
  const known = new Map(permissionTable.map((line) => [line.permission, line]));
  const isThere = ({ permission, coveredBy = [] }: Line) =>
    has.has(permission) || coveredBy.some((other) => has.has(other));
  const needs = (line: Line) =>
    line.for === 'always' ? true : line.for.some((feature) => used.has(feature));
  const isMild = (line: Line) =>
    line.for !== 'always' && line.for.every((feature) => mild.has(feature));
  const absent = permissionTable.filter((line) => !isThere(line));
  const names = (lines: readonly Line[]) => lines.map(({ permission }) => permission);
  return {
    missing: names(absent.filter((line) => needs(line) && !isMild(line))),
    wanted: names(absent.filter((line) => needs(line) && isMild(line))),
    leftOut: names(absent.filter((line) => !needs(line))),
    tooMuch: granted.filter((permission) => {
      const line = known.get(permission);
      return line === undefined || (powerful.has(permission) && !needs(line));
    }),
    inForce: granted.filter((permission) => known.has(permission)),
  };
}

/** The capabilities that these projects use. */
export function featuresOf(projects: readonly Project[]): ReadonlySet<Feature> {
  const used = new Set<Feature>();
  for (const { access, optionalAccess, whenOver } of projects) {
    if (access.groups.length + optionalAccess.groups.length > 0 || access.team !== undefined)
      used.add('groups');
    if (access.apps.length + optionalAccess.apps.length > 0) used.add('applications');
    if (access.licences.length > 0) used.add('licences');
    if (whenOver !== 'keep') used.add(whenOver);
  }
  return used;
}
