import type { Answer } from '../../src/graph/client/sort-answer.ts';
import type { FoundPerson } from '../../src/graph/people/found-person.ts';
import type { InvitationToSend, Invited } from '../../src/graph/people/invite-guest.ts';
import type { Clock } from '../../src/work/runtime/work-deps.ts';
import { answer, type Kept } from './fake-tenant.ts';

export type People = ReturnType<typeof peopleOf>;

/** The people in the fake tenant. */
export function peopleOf({ people }: Kept, clock: Pick<Clock, 'now'>) {
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

/** The calls about people. */
export function peopleCalls(kept: Kept, whom: People, clock: Pick<Clock, 'now'>) {
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
    findDeletedByIds: async (ids: readonly string[]) =>
      new Map(
        [...people.values()].flatMap((person) =>
          ids.includes(person.objectId) && person.deleted
            ? [[person.objectId, person] as const]
            : [],
        ),
      ),
    deletedSince: async (addresses: readonly string[], since: Date) =>
      new Map(
        [...under(addresses, true)].filter(
          ([, { changedAt }]) => (changedAt ?? clock.now()) >= since,
        ),
      ),
    readInvitesFrom: async () => 'everyone' as const,
    readTenant: async () => ({
      tenantId: 'contoso',
      name: 'Contoso',
      domains: ['contoso.com'],
      initialDomain: 'contoso.onmicrosoft.com',
      primaryDomain: 'contoso.example',
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
    sponsorsOf: async (objectId: string) =>
      new Map([...(kept.sponsors.get(objectId) ?? [])].map((id) => [id, undefined])),
    addSponsor: async ({ objectId, sponsorId }: { objectId: string; sponsorId: string }) => {
      calls.push({ call: 'sponsor', objectId, sponsorId });
      return await answer(kept.nextSponsors, () => sponsor(kept, objectId, sponsorId));
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

function sponsor({ sponsors }: Kept, objectId: string, sponsorId: string): Answer<undefined> {
  const all = sponsors.get(objectId) ?? new Set();
  if (all.has(sponsorId)) return { kind: 'already' };
  sponsors.set(objectId, all.add(sponsorId));
  return { kind: 'done', value: undefined };
}

function bringBack({ people }: Kept, { byId }: People, objectId: string): Answer<undefined> {
  const [address, person] = byId(objectId) ?? [];
  if (address === undefined || person?.deleted !== true) {
    return { kind: 'refused', reason: { code: 'access target missing' } };
  }
  people.set(address, { ...person, deleted: false });
  return { kind: 'done', value: undefined };
}
