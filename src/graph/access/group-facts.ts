import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

/** Why the bot cannot add members: words of the reason `group unwritable`. */
type Unwritable = 'dynamic' | 'synchronised' | 'role-assignable' | 'mail' | 'rights';

export type Group = {
  id: string;
  name: string;
  /** A Microsoft 365 group: it may belong to a team, and the tenant's policy on guests applies. */
  unified: boolean;
  /** Absent when the bot can add members. */
  unwritable?: Unwritable;
};

const flag = v.nullish(v.boolean(), false);
const groupFields = {
  id: directoryId,
  displayName: v.nullish(v.string(), ''),
  groupTypes: v.nullish(v.array(v.string()), []),
  mailEnabled: flag,
  isAssignableToRole: flag,
  isManagementRestricted: flag,
  onPremisesSyncEnabled: flag,
  membershipRule: v.nullish(v.string(), null),
};
const groupBody = v.object(groupFields);
type GroupBody = v.InferOutput<typeof groupBody>;
const query = { $select: Object.keys(groupFields).join(',') };

/** Reads a group. Undefined when there is none. */
export async function readGroup(client: GraphClient, id: string): Promise<Group | undefined> {
  const body = await readGraph(client, { path: graphPath`/groups/${id}`, query }, groupBody);
  if (body === undefined) return undefined;
  const why = whyUnwritable(body);
  return {
    id: body.id,
    name: body.displayName || body.id,
    unified: isUnified(body),
    ...(why === undefined ? {} : { unwritable: why }),
  };
}

const isUnified = (body: GroupBody) => body.groupTypes.includes('Unified');

function whyUnwritable(body: GroupBody): Unwritable | undefined {
  if (body.groupTypes.includes('DynamicMembership') || body.membershipRule) return 'dynamic';
  if (body.onPremisesSyncEnabled) return 'synchronised';
  // Graph would let a powerful application do it, but nobody wants to invite a guest into a role.
  if (body.isAssignableToRole) return 'role-assignable';
  if (body.mailEnabled && !isUnified(body)) return 'mail';
  return body.isManagementRestricted ? 'rights' : undefined;
}
