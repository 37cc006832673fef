import type { OwnApplication } from '../../graph/own/own-application.ts';
import type { Probed, ProbedPermission } from '../../graph/own/probe-permission.ts';
import { type Finding, inArea } from './finding.ts';
import { type Feature, type Granted, judgeGrants, permissionTable } from './permission-table.ts';

const found = inArea('permissions');

export type PermissionDeps = {
  readApplication: () => Promise<OwnApplication | 'not readable' | undefined>;
  /** The permissions in the bot's token. Undefined where nobody can tell. */
  readTokenRoles: () => Promise<readonly string[] | undefined>;
  probe: (permission: ProbedPermission) => Promise<Probed>;
  /** The application's id, where the bot signs in as one. */
  appId: string | undefined;
};

/** One small call for each permission to read. Of licences the bot needs to write them too. */
const probed: readonly { permission: string; probe: ProbedPermission }[] = [
  { permission: 'User.Read.All', probe: 'User.Read.All' },
  { permission: 'Organization.Read.All', probe: 'Organization.Read.All' },
  { permission: 'GroupMember.Read.All', probe: 'GroupMember.Read.All' },
  { permission: 'Application.Read.All', probe: 'Application.Read.All' },
  { permission: 'LicenseAssignment.ReadWrite.All', probe: 'LicenseAssignment.Read.All' },
  { permission: 'GroupSettings.Read.All', probe: 'GroupSettings.Read.All' },
  { permission: 'Policy.Read.All', probe: 'Policy.Read.All' },
  { permission: 'AuditLog.Read.All', probe: 'AuditLog.Read.All' },
];

/**
 * Finds missing permissions and unneeded ones: by the grants of the application, and by a harmless call where there is
 * one. Permissions to change something show only in the grants.
 */
export async function checkPermissions(
  deps: PermissionDeps,
  used: ReadonlySet<Feature>,
): Promise<Finding[]> {
  const [own, ...answers] = await Promise.all([
    deps.appId === undefined ? ('not readable' as const) : deps.readApplication(),
    ...probed.map(async ({ permission, probe }) => [permission, await deps.probe(probe)] as const),
  ]);
  const tried = new Map(answers);
  const premium = tried.get('AuditLog.Read.All') === 'premium missing';
  const aside = premium ? [found('premium missing')] : [];
  if (own === undefined) return [found('application unknown', { id: deps.appId ?? '' })];
  if (own === 'not readable') {
    const roles = await deps.readTokenRoles().catch(() => undefined);
    const told = roles === undefined ? byCalls(tried, used) : byGrants(roles, tried, used);
    return [...told, ...aside];
  }
  const disabled = own.enabled ? [] : [found('application disabled', { id: deps.appId ?? '' })];
  return [...disabled, ...byGrants(own.granted, tried, used), ...aside];
}

type Tried = ReadonlyMap<string, Probed>;

function byGrants(granted: readonly string[], tried: Tried, used: ReadonlySet<Feature>): Finding[] {
  const judged = judgeGrants(granted, used);
  // A broader permission may allow what the one of this name would.
  const stillAbsent = (names: readonly string[]) =>
    names.filter((name) => tried.get(name) !== 'allowed' || name.includes('ReadWrite'));
  // Sign-ins are read of users: without the one permission Graph refuses the other too.
  const hidden = tried.get('User.Read.All') === 'refused' ? ['AuditLog.Read.All'] : [];
  const notInForce = judged.inForce.filter(
    (name) => tried.get(name) === 'refused' && !hidden.includes(name),
  );
  return [
    ...summary(judged, stillAbsent(judged.leftOut)),
    ...stillAbsent(judged.missing).map((permission) => found('permission missing', { permission })),
    ...stillAbsent(judged.wanted).map((permission) => found('permission wanted', { permission })),
    ...notInForce.map((permission) => found('permission not in force', { permission })),
    ...judged.tooMuch.map((permission) => found('permission too much', { permission })),
  ];
}

function summary({ inForce }: Granted, leftOut: readonly string[]): Finding[] {
  const granted = { count: inForce.length, names: inForce.join(', ') };
  return [
    ...(inForce.length === 0 ? [] : [found('permissions granted', granted)]),
    ...(leftOut.length === 0 ? [] : [found('permissions left out', { names: leftOut.join(', ') })]),
  ];
}

/** Without the grants, only the calls tell something. */
function byCalls(tried: Tried, used: ReadonlySet<Feature>): Finding[] {
  const isNeeded = (permission: string) => {
    const line = permissionTable.find((each) => each.permission === permission);
    return line?.for === 'always' || line?.for.some((feature) => used.has(feature)) === true;
  };
  const refused = [...tried].flatMap(([permission, how]) =>
    how === 'refused' && isNeeded(permission) ? permission : [],
  );
  return [
    found('assignments not readable'),
    ...refused.map((permission) => found('permission missing', { permission })),
  ];
}
