import { once } from 'node:events';
import { addAssignment } from './app-roles.ts';
import { createWorld, type WorldOptions } from './create-world.ts';
import type { Group, RoleAssignment, User } from './directory.ts';
import { allSkuIds, userByAddress } from './directory.ts';
import { failNext, release } from './faults.ts';
import { createTenantServer } from './http-server.ts';
import type { Knobs } from './knobs.ts';
import { turnKnobs } from './knobs.ts';
import { countMade } from './made-by-setup.ts';
import { mailsFor } from './mailbox-pages.ts';
import { enter, leave } from './membership-lags.ts';
import { isLive, sendLifecycle } from './notify.ts';
import type { Redeemed, SignIn } from './redemption.ts';
import { redeemByAddress } from './redemption.ts';
import { addGroup, addGuest, addMember } from './seed-directory.ts';
import type { TenantState } from './tenant-state.ts';
import { tenantState } from './tenant-state.ts';
import { touchUser } from './touch-user.ts';
import type { Delivery, Fault, Mail, Violation, WireEntry, World } from './world.ts';
import { nowOf, until } from './world.ts';

export type TenantOptions = WorldOptions & { port?: number };

export type Tenant = {
  /** http://127.0.0.1:port, which becomes GRAPH_URL. */
  url: string;
  /** Live: setting a value takes effect at once. */
  knobs: Knobs;
  turn(patch: object): void;
  failNext(fault: Fault): void;
  /** Releases all calls that a fault holds now. */
  release(): void;
  /** The number of calls that wait for `release`. */
  held(): number;
  redeem(address: string, how?: SignIn): Promise<Redeemed>;
  until(predicate: () => boolean, options?: { timeoutMs?: number }): Promise<void>;
  state(): TenantState;
  mails(address?: string): Mail[];
  requests(match?: { method?: string; path?: RegExp }): WireEntry[];
  violations(): Violation[];
  unhandled(): { method: string; path: string }[];
  deliveries(): Delivery[];
  /** The things that a set-up made, counted: without ids that differ from run to run. */
  made(): ReturnType<typeof countMade>;
  /** The live guest or employee with this address. */
  user(address: string): Readonly<User> | undefined;
  membersOf(groupId: string): string[];
  rolesOf(userId: string): RoleAssignment[];
  /** The person's own roles and those through groups. */
  licencesOf(userId: string): string[];
  /** Subscriptions that have not expired. */
  subscriptionIds(): string[];
  addGuest(address: string, facts?: Partial<User>): User;
  addMember(address: string, facts?: Partial<User>): User;
  addGroup(facts: Partial<Group>): Group;
  /** Puts somebody into a group, as if that happened long ago. */
  putInGroup(groupId: string, memberId: string): void;
  /** Assigns a role of an application to a person, or to all members of a group. */
  assignRole(given: Pick<RoleAssignment, 'principalId' | 'resourceId' | 'appRoleId'>): void;
  /** Takes somebody out of a group as in the portal. Every call sees it at once. */
  takeFromGroup(groupId: string, memberId: string): void;
  /** Removes an assignment by its id, as in the portal. */
  unassignRole(id: string): void;
  /** Changes a user as an administrator in the portal would: delta and subscribers see it. */
  change(userId: string, facts: Partial<User>): void;
  forgetDeltaTokens(): void;
  dropSubscriptions(): void;
  sendLifecycle(event: string): void;
  /** The tenant's time, with its clock's offset. */
  now(): Date;
  /** Says why the tenant does not check bodies and queries, if it does not. */
  sliceNote: string | undefined;
  close(): Promise<void>;
};

/** Starts a practice Entra tenant on 127.0.0.1: Graph, the partners' mailbox and their sign-in pages. */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const world = createWorld(options);
  const server = createTenantServer(world);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  world.url = `http://127.0.0.1:${port}`;
  return {
    ...controls(world),
    ...views(world),
    url: world.url,
    knobs: world.knobs,
    sliceNote: world.slice
      ? undefined
      : 'Graph\u2019s description was not found (GRAPH_SLICE): requests are not checked against it',
    async close() {
      for (const timer of world.timers) clearTimeout(timer);
      world.outgoing.waiting.length = 0;
      world.subscriptions.clear();
      release(world);
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function controls(world: World) {
  const { directory } = world;
  return {
    turn: (patch: object) => turnKnobs(world.knobs, patch),
    failNext: (fault: Fault) => failNext(world, fault),
    release: () => release(world),
    redeem: async (address: string, how: SignIn = 'work account') =>
      redeemByAddress(world, address, how),
    until: (predicate: () => boolean, options?: { timeoutMs?: number }) =>
      until(world, predicate, options),
    addGuest: (address: string, facts: Partial<User> = {}) => addGuest(directory, address, facts),
    addMember: (address: string, facts: Partial<User> = {}) => addMember(directory, address, facts),
    addGroup: (facts: Partial<Group>) => addGroup(directory, facts),
    putInGroup(groupId: string, memberId: string) {
      const group = directory.groups.get(groupId);
      if (!group) throw new Error(`no group ${groupId} in the practice tenant`);
      const user = directory.users.get(memberId);
      if (user) enter(group, user, 0);
      else group.members.set(memberId, 0);
    },
    takeFromGroup(groupId: string, memberId: string) {
      const group = directory.groups.get(groupId);
      if (group) leave(world, group, memberId);
    },
    assignRole: (given: Parameters<Tenant['assignRole']>[0]) => void addAssignment(world, given),
    unassignRole: (id: string) => void directory.assignments.delete(id),
    change(userId: string, facts: Partial<User>) {
      const user = directory.users.get(userId);
      if (!user) throw new Error(`no user ${userId} in the practice tenant`);
      Object.assign(user, facts);
      const deleted = facts.deletedAt === undefined ? [] : ['deletedDateTime'];
      touchUser(world, user, [...Object.keys(facts), ...deleted]);
    },
    forgetDeltaTokens() {
      world.deltaEpoch++;
    },
    dropSubscriptions: () => world.subscriptions.clear(),
    sendLifecycle: (event: string) => sendLifecycle(world, event),
    now: () => new Date(nowOf(world)),
  };
}

function views(world: World) {
  const { directory } = world;
  return {
    state: () => tenantState(world),
    held: () => world.held,
    mails: (address?: string) => [...mailsFor(world, address)],
    requests: (match: { method?: string; path?: RegExp } = {}) =>
      world.requests.filter(
        (entry) =>
          (match.method === undefined || entry.method === match.method) &&
          (match.path === undefined || entry.path.search(match.path) !== -1),
      ),
    violations: () => [...world.violations],
    unhandled: () => [...world.unhandled],
    deliveries: () => [...world.deliveries],
    made: () => countMade(world.made),
    user: (address: string) => userByAddress(directory, address),
    membersOf: (groupId: string) => [...(directory.groups.get(groupId)?.members.keys() ?? [])],
    rolesOf: (userId: string) =>
      [...directory.assignments.values()].filter((role) => role.principalId === userId),
    licencesOf(userId: string) {
      const user = directory.users.get(userId);
      return user ? allSkuIds(user) : [];
    },
    subscriptionIds: () =>
      [...world.subscriptions.values()].flatMap((each) => (isLive(world, each) ? each.id : [])),
  };
}
