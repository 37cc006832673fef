import type { RoleHolders } from '../../src/graph/access/role-holders.ts';
import type { Answer } from '../../src/graph/client/answer.ts';
import type { InvitationToSend, Invited } from '../../src/graph/people/invite-guest.ts';
import type { FoundPerson } from '../../src/graph/people/person-fields.ts';
import type { Clock } from '../../src/work/runtime/deps.ts';

export type Call =
  | { call: 'find'; addresses: readonly string[] }
  | { call: 'find ids'; ids: readonly string[] }
  | { call: 'look'; address: string }
  | { call: 'restore'; objectId: string }
  | { call: 'invite'; address: string; sendMail: boolean; sponsors: readonly string[] }
  | { call: 'add'; groupId: string; objectIds: readonly string[] }
  | { call: 'role'; objectId: string; appRoleId: string | undefined }
  | { call: 'licence'; objectId: string };

type Next<T> = (effect: () => Answer<T>) => Answer<T> | Promise<Answer<T>>;

/** The effect takes place, and its answer never comes. */
export const lostAfter = (effect: () => unknown) => {
  effect();
  return { kind: 'lost' } as const;
};

export type FakeDirectory = ReturnType<typeof fakeDirectory>;

/**
 * A tenant by hand: it keeps who is there and what was asked. `next…` answers the coming calls in order; each may run
 * the real effect first, and so lose an answer after it.
 */
export function fakeDirectory(clock: Pick<Clock, 'now'>) {
  const kept = emptyTenant();
  const whom = peopleOf(kept, clock);
  return {
    ...kept,
    put: whom.put,
    /** The addresses that an invitation was sent to, in order. */
    invited: () => kept.calls.flatMap((call) => (call.call === 'invite' ? [call.address] : [])),
    ...peopleCalls(kept, whom, clock),
    ...accessCalls(kept),
    ...accessReads(kept),
  };
}

type Kept = ReturnType<typeof emptyTenant>;
type People = ReturnType<typeof peopleOf>;

const emptyTenant = () => ({
  people: new Map<string, FoundPerson>(),
  members: new Map<string, Set<string>>(),
  /** `<application> <role>`, and licences, by object id. */
  roles: new Map<string, Set<string>>(),
  licences: new Map<string, Set<string>>(),
  calls: [] as Call[],
  nextInvites: [] as Next<Invited>[],
  nextAdds: [] as Next<undefined>[],
  nextRestores: [] as Next<undefined>[],
  nextLicences: [] as Next<undefined>[],
  /** Object ids that references do not see yet, and that no group lets in. */
  unseen: new Set<string>(),
  unwelcome: new Set<string>(),
  /** Who holds roles of applications, and which licences come with groups. */
  holders: new Map<string, Map<string, RoleHolders>>(),
  groupSkus: new Map<string, Set<string>>(),
});

function peopleOf({ people }: Kept, clock: Pick<Clock, 'now'>) {
  let made = 0;
  return {
    put(address: string, changes: Partial<FoundPerson> = {}): FoundPerson {
      made += 1;
      const person: FoundPerson = {
        objectId: `e0000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
        userType: 'Guest',
        externalUserState: 'PendingAcceptance',
        accountEnabled: true,
        deleted: false,
        mail: address,
        creationType: 'Invitation',
        createdAt: clock.now(),
        ...changes,
      };
      people.set(address, person);
      return person;
    },
    under: (addresses: readonly string[], deleted: boolean) =>
      new Map(
        addresses.flatMap((address) => {
          const person = people.get(address);
          return person?.deleted === deleted ? [[address, person] as const] : [];
        }),
      ),
    byId: (objectId: string) => [...people].find(([, each]) => each.objectId === objectId),
  };
}

function peopleCalls(kept: Kept, whom: People, clock: Pick<Clock, 'now'>) {
  const { calls, people } = kept;
  const { byId, under } = whom;
  return {
    findPeople: async (addresses: readonly string[]) => {
      calls.push({ call: 'find', addresses });
      return under(addresses, false);
    },
    findByIds: async (ids: readonly string[]) => {
      calls.push({ call: 'find ids', ids });
      return new Map(
        [...people.values()].flatMap((person) =>
          ids.includes(person.objectId) && !person.deleted ? [[person.objectId, person]] : [],
        ),
      );
    },
    deletedSince: async (addresses: readonly string[], since: Date) =>
      new Map(
        [...under(addresses, true)].filter(
          ([, { changedAt }]) => (changedAt ?? clock.now()) >= since,
        ),
      ),
    readTenant: async () => ({
      tenantId: 'contoso',
      name: 'Contoso',
      domains: ['contoso.com'],
      initialDomain: 'contoso.onmicrosoft.com',
    }),
    findDeletedPeople: async (addresses: readonly string[]) => under(addresses, true),
    readPerson: async (objectId: string) => {
      const [, person] = byId(objectId) ?? [];
      return person?.deleted === false ? { displayName: undefined, ...person } : undefined;
    },
    restorePerson: async (objectId: string) => {
      calls.push({ call: 'restore', objectId });
      return await answer(kept.nextRestores, () => bringBack(kept, whom, objectId));
    },
    findInvited: async (address: string) => {
      calls.push({ call: 'look', address });
      return under([address], false).get(address);
    },
    invite: async ({ address, sendMail, sponsors }: InvitationToSend) => {
      calls.push({ call: 'invite', address, sendMail, sponsors });
      return await answer(kept.nextInvites, () => sendInvitation(whom, address));
    },
  };
}

function sendInvitation({ put, under }: People, address: string): Answer<Invited> {
  const person = under([address], false).get(address) ?? put(address);
  return { kind: 'done', value: { objectId: person.objectId, state: 'pending' } };
}

function bringBack({ people }: Kept, { byId }: People, objectId: string): Answer<undefined> {
  const [address, person] = byId(objectId) ?? [];
  if (address === undefined || person?.deleted !== true) {
    return { kind: 'refused', reason: { code: 'access target missing' } };
  }
  people.set(address, { ...person, deleted: false });
  return { kind: 'done', value: undefined };
}

function accessCalls(kept: Kept) {
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
      return { kind: 'done', value: undefined } as const;
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

const accessReads = ({ groupSkus, holders, licences, members, roles }: Kept) => ({
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

/** The answer that was laid out for this call, or what the call comes to. */
const answer = async <T>(next: Next<T>[], effect: () => Answer<T>): Promise<Answer<T>> =>
  (await next.shift()?.(effect)) ?? effect();
