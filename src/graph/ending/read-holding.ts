import * as v from 'valibot';
import { grantPiece } from '../../guests/project/access-pieces.ts';
import { readGroup } from '../access/group-facts.ts';
import { memberGroups } from '../access/member-groups.ts';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';
import { isDirectMember } from './direct-member.ts';
import { readRoleAssignments } from './role-assignments.ts';

/** A grant as the ledger names it: `detail` is the role of an application, empty for the default one. */
export type GrantToRead = { kind: 'group' | 'app' | 'licence'; target: string; detail: string };

/** How the person has a grant at this moment. */
export type Held =
  /** Roles only: `since` says when somebody gave it, if Graph tells; `assignmentId` is Graph's name for that gift. */
  | { how: 'direct'; since?: Date; assignmentId?: string }
  /** A group gives it, so nobody can take it from the person. */
  | { how: 'by group' }
  /** A rule or another system fills the group, so nobody can take a member out of it. */
  | { how: 'by rule' }
  | { how: 'gone' };

const licencesBody = v.object({
  licenseAssignmentStates: v.nullish(
    v.array(v.object({ skuId: directoryId, assignedByGroup: v.nullish(v.string(), null) })),
    [],
  ),
});

/**
 * Reads how one person has each of these grants, by `grantPiece`. If the person does not exist, every grant is gone.
 * Costs two calls for each group, one more for up to twenty groups that the person is not in directly, one for all
 * roles and one for all licences.
 */
export async function readHolding(
  client: GraphClient,
  objectId: string,
  grants: readonly GrantToRead[],
): Promise<ReadonlyMap<string, Held>> {
  const of = (kind: GrantToRead['kind']) => grants.filter((grant) => grant.kind === kind);
  const parts = await Promise.all([
    readGroups(client, objectId, of('group')),
    readRoles(client, objectId, of('app')),
    readLicences(client, objectId, of('licence')),
  ]);
  return new Map(parts.flatMap((part) => [...part]));
}

type Part = readonly [string, Held][];

async function readGroups(
  client: GraphClient,
  objectId: string,
  grants: readonly GrantToRead[],
): Promise<Part> {
  const direct = await Promise.all(
    grants.map(async ({ target }) => await readMembership(client, target, objectId)),
  );
  const others = grants.filter((_, n) => direct[n] === undefined).map(({ target }) => target);
  const through = await memberGroups(client, objectId, others);
  return grants.map((grant, n) => [
    grantPiece(grant),
    direct[n] ?? { how: through.has(grant.target) ? 'by group' : 'gone' },
  ]);
}

/** Undefined: the person is not in the group itself. */
async function readMembership(
  client: GraphClient,
  groupId: string,
  objectId: string,
): Promise<Held | undefined> {
  const [group, direct] = await Promise.all([
    readGroup(client, groupId),
    isDirectMember(client, groupId, objectId),
  ]);
  if (group === undefined || direct === 'no such group') return { how: 'gone' };
  if (direct === 'no') return undefined;
  const byRule = group.unwritable === 'dynamic' || group.unwritable === 'synchronised';
  return { how: byRule ? 'by rule' : 'direct' };
}

async function readRoles(
  client: GraphClient,
  objectId: string,
  grants: readonly GrantToRead[],
): Promise<Part> {
  if (grants.length === 0) return [];
  const had = new Map<string, Held>();
  for (const role of (await readRoleAssignments(client, objectId)) ?? []) {
    const { servicePrincipalId: target, appRoleId: detail, how, since, id: assignmentId } = role;
    const piece = grantPiece({ kind: 'app', target, detail });
    if (had.get(piece)?.how === 'direct') continue;
    const given = since === undefined ? { assignmentId } : { since, assignmentId };
    had.set(piece, how === 'direct' ? { how, ...given } : { how });
  }
  return grants.map((grant) => [grantPiece(grant), had.get(grantPiece(grant)) ?? { how: 'gone' }]);
}

async function readLicences(
  client: GraphClient,
  objectId: string,
  grants: readonly GrantToRead[],
): Promise<Part> {
  if (grants.length === 0) return [];
  const query = { $select: 'licenseAssignmentStates' };
  const call = { path: graphPath`/users/${objectId}`, query };
  const states = (await readGraph(client, call, licencesBody))?.licenseAssignmentStates ?? [];
  return grants.map((grant) => {
    const had = states.filter(({ skuId }) => skuId === grant.target.toLowerCase());
    if (had.length === 0) return [grantPiece(grant), { how: 'gone' }];
    const direct = had.some(({ assignedByGroup }) => !assignedByGroup);
    return [grantPiece(grant), { how: direct ? 'direct' : 'by group' }];
  });
}
