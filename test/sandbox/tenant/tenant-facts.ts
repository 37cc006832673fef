import type { Call, Reply } from './graph-call.ts';
import { notFound } from './graph-call.ts';
import { smallRules } from './list-rules.ts';
import { listReply, selected } from './odata-list.ts';
import type { World } from './world.ts';

export function listOrganization(world: World, call: Call): Reply {
  return listReply(world, call, [{ seq: 1, json: organization(world) }], smallRules);
}

export function getOrganization(world: World, call: Call): Reply {
  const id = call.segments[1] ?? '';
  if (id !== world.directory.tenantId) throw notFound(id);
  return { status: 200, body: selected(organization(world), call.query.get('$select')) };
}

const domainsOf = ({ directory, knobs }: World) =>
  directory.domains.map((domain) =>
    knobs.ownDomain ? domain : { ...domain, isDefault: domain.isInitial },
  );

/** The domain that mails name and that sends them. */
export const primaryDomainOf = (world: World): string =>
  domainsOf(world).find(({ isDefault }) => isDefault)?.name ?? '';

/**
 * Where the privacy statement of the organisation stands. Graph, the mails and the consent page tell of the same one.
 */
export const privacyStatementOf = ({ knobs }: World): string | undefined =>
  knobs.setup.privacyStatement ? 'https://contoso.example/privacy' : undefined;

const privacyProfile = (statementUrl: string | undefined) =>
  statementUrl === undefined ? null : { contactEmail: null, statementUrl };

const organization = (world: World): Record<string, unknown> => ({
  id: world.directory.tenantId,
  displayName: world.directory.tenantName,
  countryLetterCode: 'NL',
  preferredLanguage: 'en',
  tenantType: 'AAD',
  privacyProfile: privacyProfile(privacyStatementOf(world)),
  verifiedDomains: domainsOf(world).map((domain) => ({
    ...domain,
    type: 'Managed',
    capabilities: domain.isInitial ? 'Email, OfficeCommunicationsOnline' : 'Email',
  })),
});

export function listDomains(world: World, call: Call): Reply {
  const items = domainsOf(world).map(({ name, isDefault, isInitial }, index) => ({
    seq: index + 1,
    json: { id: name, isDefault, isInitial, isVerified: true, authenticationType: 'Managed' },
  }));
  return listReply(world, call, items, smallRules);
}

export function authorizationPolicy(world: World, call: Call): Reply {
  const json = {
    id: 'authorizationPolicy',
    displayName: 'Authorization Policy',
    allowInvitesFrom: invitesFrom(world),
    allowedToSignUpEmailBasedSubscriptions: true,
    allowedToUseSSPR: true,
    allowEmailVerifiedUsersToJoinOrganization: false,
    blockMsolPowerShell: false,
    guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  };
  return { status: 200, body: selected(json, call.query.get('$select')) };
}

function invitesFrom({ knobs }: World): string {
  if (knobs.invitationsOff) return 'none';
  return knobs.setup.adminsOnly ? 'adminsAndGuestInviters' : 'everyone';
}
