import type { Answer } from '../../src/graph/client/sort-answer.ts';
import type { Account } from '../../src/graph/ending/read-account.ts';
import type { GrantToRead, Held } from '../../src/graph/ending/read-holding.ts';
import type { LastSignIn } from '../../src/graph/ending/read-sign-ins.ts';
import type { Taken } from '../../src/graph/ending/removal-outcome.ts';
import type { FoundPerson } from '../../src/graph/people/found-person.ts';
import { grantPiece } from '../../src/guests/project/access-pieces.ts';
import type { Clock } from '../../src/work/runtime/work-deps.ts';

export type TakingCall =
  | { call: 'take member'; groupId: string; objectId: string; came: Taken['kind'] }
  | { call: 'take role'; servicePrincipalId: string; objectId: string; came: Taken['kind'] }
  | { call: 'take licence'; skuId: string; objectId: string; came: Taken['kind'] }
  | { call: 'block' | 'unblock' | 'remove'; objectId: string; came: Taken['kind'] };

type NextTaken = (effect: () => Taken) => Taken | Promise<Taken>;

/** The fake tenant's state for ends. */
export const emptyEndings = () => ({
  takings: [] as TakingCall[],
  /** Answers for the coming removals, in order. Each may make the real effect first. */
  nextTakes: [] as NextTaken[],
  /** Memberships through another group, or by a rule, as `<group> <object id>`. */
  byGroup: new Map<string, 'by group' | 'by rule'>(),
  /** The time of each role, by `<application> <role> <object id>`. */
  since: new Map<string, Date>(),
  /** Graph's id of each role that somebody gave by hand, by `<application> <role> <object id>`. */
  gifts: new Map<string, string>(),
  /** Object ids of people with a directory role. */
  directoryRoles: new Set<string>(),
  deletedAt: new Map<string, Date>(),
});

type Tenant = ReturnType<typeof emptyEndings> & {
  people: Map<string, FoundPerson>;
  members: Map<string, Set<string>>;
  roles: Map<string, Set<string>>;
  licences: Map<string, Set<string>>;
};

const noRole = '00000000-0000-0000-0000-000000000000';

/** The fake tenant's calls that take access back, and the reads for them. */
export function endingCalls(kept: Tenant, clock: Pick<Clock, 'now'>) {
  const byId = (objectId: string) =>
    [...kept.people].find(([, each]) => each.objectId === objectId);
  const living = (objectId: string) => byId(objectId)?.[1].deleted === false;

  function change(objectId: string, changes: Partial<FoundPerson>): void {
    const [address, person] = byId(objectId) ?? [];
    if (address !== undefined && person !== undefined) {
      kept.people.set(address, { ...person, ...changes });
    }
  }

  async function answered(effect: () => Taken): Promise<Taken> {
    return (await kept.nextTakes.shift()?.(effect)) ?? effect();
  }

  const takeFrom = (has: Set<string> | undefined, what: string, objectId: string): Taken => {
    if (!living(objectId)) return { kind: 'gone', what: 'account' };
    return has?.delete(what) ? { kind: 'taken' } : { kind: 'gone', what: 'grant' };
  };

  const account = (objectId: string, call: 'block' | 'unblock' | 'remove', effect: () => void) =>
    answered(() => {
      if (!living(objectId)) return { kind: 'gone', what: 'account' };
      effect();
      return { kind: 'taken' };
    }).then((came) => {
      kept.takings.push({ call, objectId, came: came.kind });
      return came;
    });

  return {
    ...endingReads(kept, { byId }),
    removeMember: async ({ groupId, objectId }: { groupId: string; objectId: string }) => {
      const came = await answered(() => takeFrom(kept.members.get(groupId), objectId, objectId));
      kept.takings.push({ call: 'take member', groupId, objectId, came: came.kind });
      return came;
    },
    takeRole: async (role: {
      objectId: string;
      servicePrincipalId: string;
      appRoleId?: string | undefined;
    }) => {
      const { objectId, servicePrincipalId } = role;
      const what = `${servicePrincipalId} ${role.appRoleId ?? noRole}`.toLowerCase();
      const came = await answered(() => takeFrom(kept.roles.get(objectId), what, objectId));
      kept.takings.push({ call: 'take role', servicePrincipalId, objectId, came: came.kind });
      return came;
    },
    takeLicence: async ({ objectId, skuId }: { objectId: string; skuId: string }) => {
      const came = await answered(() =>
        takeFrom(kept.licences.get(objectId), skuId.toLowerCase(), objectId),
      );
      kept.takings.push({ call: 'take licence', skuId, objectId, came: came.kind });
      return came;
    },
    blockAccount: (objectId: string) =>
      account(objectId, 'block', () => change(objectId, { accountEnabled: false })),
    unblockAccount: (objectId: string) =>
      account(objectId, 'unblock', () => change(objectId, { accountEnabled: true })),
    removeAccount: (objectId: string) =>
      account(objectId, 'remove', () => {
        change(objectId, { deleted: true, changedAt: clock.now() });
        kept.deletedAt.set(objectId, clock.now());
      }),
    restoreAccount: async (objectId: string): Promise<Answer<undefined>> => {
      const [, person] = byId(objectId) ?? [];
      if (person === undefined)
        return { kind: 'refused', reason: { code: 'access target missing' } };
      if (!person.deleted) return { kind: 'already' };
      change(objectId, { deleted: false });
      return { kind: 'done', value: undefined };
    },
  };
}

function endingReads(
  kept: Tenant,
  { byId }: { byId: (objectId: string) => [string, FoundPerson] | undefined },
) {
  const has = (objectId: string, { kind, target }: GrantToRead) =>
    kind === 'group'
      ? kept.members.get(target)?.has(objectId)
      : kept.licences.get(objectId)?.has(target.toLowerCase());

  function heldAs(objectId: string, grant: GrantToRead): Held {
    const { kind, target } = grant;
    if (byId(objectId)?.[1].deleted !== false) return { how: 'gone' };
    if (kind === 'app') return heldRole(objectId, grant);
    if (!has(objectId, grant)) return { how: 'gone' };
    return { how: kept.byGroup.get(`${target} ${objectId}`) ?? 'direct' };
  }

  function heldRole(objectId: string, { target, detail }: GrantToRead): Held {
    const role = `${target} ${detail || noRole}`.toLowerCase();
    if (!kept.roles.get(objectId)?.has(role)) return { how: 'gone' };
    const since = kept.since.get(`${role} ${objectId}`);
    const assignmentId = kept.gifts.get(`${role} ${objectId}`);
    return { how: 'direct', ...(since && { since }), ...(assignmentId && { assignmentId }) };
  }
  return {
    readHolding: async (objectId: string, grants: readonly GrantToRead[]) =>
      new Map(grants.map((grant) => [grantPiece(grant), heldAs(objectId, grant)])),
    readAccount: async (objectId: string): Promise<Account> => {
      const [, person] = byId(objectId) ?? [];
      if (person === undefined) return { kind: 'nowhere' };
      if (person.deleted) {
        return { kind: 'deleted', at: kept.deletedAt.get(objectId) ?? new Date(0) };
      }
      return {
        kind: 'living',
        guest: person.userType === 'Guest',
        enabled: person.accountEnabled,
      };
    },
    holdsDirectoryRole: async (objectId: string) =>
      kept.directoryRoles.has(objectId) ? ('yes' as const) : ('no' as const),
    readSignIns: async (objectIds: readonly string[]) =>
      new Map(objectIds.map((id): [string, LastSignIn] => [id, 'never'])),
  };
}
