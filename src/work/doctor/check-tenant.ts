import type { Group } from '../../graph/access/group-facts.ts';
import type { Directory } from '../../graph/directory.ts';
import type { GuestPolicy } from '../../graph/own/guest-policies.ts';
import type { InvitesFrom, Tenant } from '../../graph/tenant.ts';
import { type Finding, inArea } from './finding.ts';

const found = inArea('tenant');
const ofMail = inArea('mail');

export type TenantDeps = Pick<Directory, 'readGroup' | 'peopleIn'> & {
  readTenant: () => Promise<Tenant>;
  readInvitesFrom: () => Promise<InvitesFrom | 'not readable'>;
  readInbound: () => Promise<'allowed' | 'blocked' | 'not readable'>;
  readGuestPolicies: () => Promise<readonly GuestPolicy[] | 'not readable'>;
  hasPrivacyStatement: () => Promise<boolean | 'not readable'>;
};

/** A group that gives rights in the bot, by the name of its variable. */
export type RightsGroup = { name: string; id: string };

/** Looks at what the tenant's settings do to invitations and to their mails. */
export async function checkTenant(
  deps: TenantDeps,
  expected: { tenantId: string | undefined; groups: readonly RightsGroup[] },
): Promise<Finding[]> {
  const [tenant, from, inbound, privacy, policies, groups] = await Promise.all([
    deps.readTenant(),
    deps.readInvitesFrom(),
    deps.readInbound(),
    deps.hasPrivacyStatement(),
    deps.readGuestPolicies(),
    checkGroups(deps, expected.groups),
  ]);
  return [
    ...ofDirectory(tenant, expected.tenantId),
    invitePolicy(from),
    inbound === 'allowed'
      ? found('inbound open')
      : found(inbound === 'blocked' ? 'inbound blocked' : 'inbound not readable'),
    found('domain lists not readable'),
    ...(privacy === 'not readable' ? [] : [found(privacy ? 'privacy stated' : 'privacy missing')]),
    ...guestPolicies(policies),
    ...groups,
    ofDomain(tenant.primaryDomain),
  ];
}

function ofDirectory({ tenantId, name }: Tenant, expected: string | undefined): Finding[] {
  const isOther = expected !== undefined && expected.toLowerCase() !== tenantId.toLowerCase();
  return [found(isOther ? 'tenant other' : 'tenant found', { name, id: tenantId })];
}

function invitePolicy(from: InvitesFrom | 'not readable'): Finding {
  if (from === 'not readable') return found('invite policy not readable');
  return from === 'none' ? found('invitations off') : found('invitations open', { from });
}

function guestPolicies(policies: readonly GuestPolicy[] | 'not readable'): Finding[] {
  if (policies === 'not readable') return [found('guest policies not readable')];
  if (policies.length === 0) return [found('no guest policy')];
  return policies.map(({ name, graceDays }) => found('guest policy', { name, days: graceDays }));
}

async function checkGroups(
  deps: Pick<TenantDeps, 'readGroup' | 'peopleIn'>,
  groups: readonly RightsGroup[],
): Promise<Finding[]> {
  const each = await Promise.all(groups.map((group) => checkGroup(deps, group)));
  const faults = each.flat();
  return faults.length > 0 || groups.length === 0
    ? faults
    : [found('rights groups found', { count: groups.length })];
}

async function checkGroup(
  { readGroup, peopleIn }: Pick<TenantDeps, 'readGroup' | 'peopleIn'>,
  { name, id }: RightsGroup,
): Promise<Finding[]> {
  const group: Group | undefined = await readGroup(id);
  if (group === undefined) return [found('rights group unknown', { name, id })];
  const people = await peopleIn(id);
  return people.length === 0 ? [found('rights group empty', { name, group: group.name })] : [];
}

const ofDomain = (domain: string): Finding =>
  /\.onmicrosoft\.(com|us|cn)$/.test(domain)
    ? ofMail('mail from onmicrosoft', { domain })
    : ofMail('mail from own domain', { domain });
