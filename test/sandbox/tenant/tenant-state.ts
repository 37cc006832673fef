import { allSkuIds, type Directory, type User } from './directory.ts';
import { primaryDomainOf } from './tenant-facts.ts';
import type { World } from './world.ts';

export type TenantState = {
  /** The primary domain is the one that sends Microsoft's mails. */
  tenant: { id: string; name: string; primaryDomain: string };
  guests: {
    id: string;
    displayName: string;
    mail: string | null;
    state: string | null;
    changedAt: string | null;
    deleted: boolean;
    enabled: boolean;
    sponsors: string[];
    /** Everything that the guest has, through groups too: `group <id>`, `app <id> <role id>`, `licence <id>`. */
    held: string[];
  }[];
  groups: { id: string; name: string; members: { id: string; name: string }[] }[];
  licences: { id: string; name: string }[];
  applications: {
    id: string;
    name: string;
    assignments: { principalId: string; name: string; role: string }[];
  }[];
};

/** The tenant as a page would show it: guests, members of groups, holders of roles. */
export function tenantState(world: World): TenantState {
  const { directory } = world;
  const nameOf = (id: string): string =>
    directory.users.get(id)?.displayName ?? directory.groups.get(id)?.displayName ?? id;
  return {
    tenant: {
      id: directory.tenantId,
      name: directory.tenantName,
      primaryDomain: primaryDomainOf(world),
    },
    guests: [...directory.users.values()]
      .filter((user) => user.userType === 'Guest')
      .map((user) => ({
        id: user.id,
        displayName: user.displayName,
        mail: user.mail,
        state: user.externalUserState,
        changedAt: user.externalUserStateChangeDateTime,
        deleted: user.deletedAt !== null,
        enabled: user.accountEnabled,
        sponsors: user.sponsors.map(nameOf),
        held: heldBy(directory, user),
      })),
    groups: [...directory.groups.values()].map((group) => ({
      id: group.id,
      name: group.displayName,
      members: [...group.members.keys()].map((id) => ({ id, name: nameOf(id) })),
    })),
    licences: directory.skus.map(({ skuId, skuPartNumber }) => ({
      id: skuId,
      name: skuPartNumber,
    })),
    applications: [...directory.servicePrincipals.values()].map((principal) => ({
      id: principal.id,
      name: principal.displayName,
      assignments: [...directory.assignments.values()]
        .filter((assignment) => assignment.resourceId === principal.id)
        .map(({ principalId, appRoleId }) => ({
          principalId,
          name: nameOf(principalId),
          role: principal.roles.find((role) => role.id === appRoleId)?.name ?? 'default',
        })),
    })),
  };
}

function heldBy({ groups, assignments }: Directory, user: User): string[] {
  const inside = new Set([user.id]);
  // A group found later may be a member of one that was looked at before.
  for (let before = 0; before < inside.size; ) {
    before = inside.size;
    for (const { id, members } of groups.values())
      if ([...members.keys()].some((member) => inside.has(member))) inside.add(id);
  }
  inside.delete(user.id);
  const roles = [...assignments.values()].filter(
    ({ principalId }) => principalId === user.id || inside.has(principalId),
  );
  return [
    ...[...inside].map((id) => `group ${id}`),
    ...roles.map(({ resourceId, appRoleId }) => `app ${resourceId} ${appRoleId}`),
    ...allSkuIds(user).map((skuId) => `licence ${skuId}`),
  ];
}
