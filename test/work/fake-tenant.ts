import type { RoleHolders } from '../../src/graph/access/role-holders.ts';
import type { Answer } from '../../src/graph/client/sort-answer.ts';
import type { FoundPerson } from '../../src/graph/people/found-person.ts';
import type { Invited } from '../../src/graph/people/invite-guest.ts';
import { emptyEndings } from './fake-endings.ts';

/** One call to the fake directory. */
export type Call =
  | { call: 'find'; addresses: readonly string[] }
  | { call: 'find ids'; ids: readonly string[] }
  | { call: 'look'; address: string }
  | { call: 'restore'; objectId: string }
  | { call: 'invite'; address: string; sendMail: boolean; sponsors: readonly string[] }
  | { call: 'add'; groupId: string; objectIds: readonly string[] }
  | { call: 'role'; objectId: string; appRoleId: string | undefined }
  | { call: 'licence'; objectId: string }
  | { call: 'sponsor'; objectId: string; sponsorId: string };

type Next<T> = (effect: () => Answer<T>) => Answer<T> | Promise<Answer<T>>;

export type Kept = ReturnType<typeof emptyTenant>;

/** The fake directory's state: people, their access, the calls, and the answers for the next calls. */
export const emptyTenant = () => ({
  ...emptyEndings(),
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
  /** The sponsors of guests, by object id. */
  sponsors: new Map<string, Set<string>>(),
  nextSponsors: [] as Next<undefined>[],
  /** `unseen`: object ids that references do not see yet. `unwelcome`: ids that every group refuses. */
  unseen: new Set<string>(),
  unwelcome: new Set<string>(),
  /** `holders`: people with roles of applications. `groupSkus`: licences that come with groups. */
  holders: new Map<string, Map<string, RoleHolders>>(),
  groupSkus: new Map<string, Set<string>>(),
});

/** The test's answer for this call, or the answer of the real effect. */
export const answer = async <T>(next: Next<T>[], effect: () => Answer<T>): Promise<Answer<T>> =>
  (await next.shift()?.(effect)) ?? effect();
