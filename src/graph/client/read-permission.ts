import type { Reason } from '../../guests/reason.ts';

/** The subject of a read, as people call it. The strings have a word for each. */
type Read = 'users' | 'groups' | 'applications' | 'licences' | 'tenant' | 'roles' | 'other';

/**
 * The least application permission that allows a read. The first pattern that fits decides.
 * https://learn.microsoft.com/graph/permissions-reference
 */
const permissions: readonly [path: RegExp, permission: string, what: Read][] = [
  [/\/transitiveMemberOf\/(microsoft\.)?graph\.directoryRole/, 'User.Read.All', 'users'],
  [
    /^\/users\/[^/]+\/(checkMemberGroups|transitiveMemberOf|memberOf)/,
    'GroupMember.Read.All',
    'groups',
  ],
  [/^\/(users|subscriptions|directory\/deletedItems)\b/, 'User.Read.All', 'users'],
  [/^\/groups\b/, 'GroupMember.Read.All', 'groups'],
  [/^\/servicePrincipals\b/, 'Application.Read.All', 'applications'],
  [/^\/subscribedSkus\b/, 'LicenseAssignment.Read.All', 'licences'],
  [/^\/organization\b/, 'Organization.Read.All', 'tenant'],
  [/^\/roleManagement\b/, 'RoleManagement.Read.Directory', 'roles'],
];

/** Why Graph refused a read: the name of the permission that allows it. `path` may be a link from Graph. */
export function readRefusal(path: string): Reason {
  const at = path.replace(/^https?:\/\/[^/]+/, '').replace(/^\/v1\.0/, '');
  const [, permission, what] = permissions.find(([pattern]) => pattern.test(at)) ?? [
    '',
    'Directory.Read.All',
    'other' as const,
  ];
  return { code: 'read not permitted', values: { permission, what } };
}
