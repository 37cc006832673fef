import type { Answer } from '../../src/graph/client/sort-answer.ts';
import { answer, type Kept } from './fake-tenant.ts';

/** The calls that give access. */
export function accessCalls(kept: Kept) {
  const { calls, licences, roles } = kept;
  return {
    addMembers: async (groupId: string, objectIds: readonly string[]) => {
      calls.push({ call: 'add', groupId, objectIds });
      return await answer(kept.nextAdds, () => join(kept, groupId, objectIds));
    },
    giveRole: async (role: {
      objectId: string;
      servicePrincipalId: string;
      appRoleId: string | undefined;
    }) => {
      calls.push({ call: 'role', objectId: role.objectId, appRoleId: role.appRoleId });
      hold(roles, role.objectId, `${role.servicePrincipalId} ${role.appRoleId ?? noRole}`);
      return { kind: 'done', value: `gift ${calls.length}` } as const;
    },
    giveLicence: async ({ objectId, skuId }: { objectId: string; skuId: string }) => {
      calls.push({ call: 'licence', objectId });
      return await answer(kept.nextLicences, () => {
        hold(licences, objectId, skuId);
        return { kind: 'done', value: undefined };
      });
    },
  };
}

function join(
  { members, unseen, unwelcome }: Kept,
  groupId: string,
  objectIds: readonly string[],
): Answer<undefined> {
  const inside = members.get(groupId) ?? new Set();
  members.set(groupId, inside);
  if (objectIds.some((id) => unseen.has(id))) return { kind: 'not yet' };
  if (objectIds.some((id) => unwelcome.has(id))) {
    return { kind: 'refused', reason: { code: 'guests may not join group' } };
  }
  if (objectIds.some((id) => inside.has(id))) return { kind: 'already' };
  for (const id of objectIds) inside.add(id);
  return { kind: 'done', value: undefined };
}

/** The reads of people's access. */
export const accessReads = ({ groupSkus, holders, licences, members, roles }: Kept) => ({
  roleHolders: async (servicePrincipalId: string) => holders.get(servicePrincipalId) ?? new Map(),
  groupLicences: async (groupId: string) => groupSkus.get(groupId) ?? new Set<string>(),
  memberGroups: async (objectId: string, groupIds: readonly string[]) =>
    new Set(groupIds.filter((id) => members.get(id)?.has(objectId))),
  appRolesOf: async (objectId: string) => roles.get(objectId) ?? new Set<string>(),
  licencesOf: async (objectId: string) => licences.get(objectId) ?? new Set<string>(),
});

const noRole = '00000000-0000-0000-0000-000000000000';

function hold(held: Map<string, Set<string>>, objectId: string, what: string): void {
  held.set(objectId, (held.get(objectId) ?? new Set()).add(what.toLowerCase()));
}
