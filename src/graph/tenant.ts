import * as v from 'valibot';
import type { GraphClient } from './client/client.ts';
import { GraphUnavailable } from './client/graph-faults.ts';
import { readGraph, tryRead } from './client/read-graph.ts';

export type Tenant = {
  tenantId: string;
  name: string;
  /** In lower case. People of these domains are no partners. */
  domains: readonly string[];
  /** The tenant's first domain, in lower case: guests' sign-in names end in it. */
  initialDomain: string;
  /** The tenant's default domain, in lower case: Microsoft's mails come from `invites@` this domain, and name it. */
  primaryDomain: string;
};

/** The people who may invite, by the tenant's setting. The bot shows it; Graph's answer to an invitation decides. */
export type InvitesFrom =
  | 'none'
  | 'adminsAndGuestInviters'
  | 'adminsGuestInvitersAndAllMembers'
  | 'everyone';

const organizationBody = v.object({
  value: v.pipe(
    v.array(
      v.object({
        id: v.string(),
        displayName: v.nullish(v.string(), ''),
        verifiedDomains: v.array(
          v.object({
            name: v.string(),
            isInitial: v.nullish(v.boolean(), false),
            isDefault: v.nullish(v.boolean(), false),
          }),
        ),
      }),
    ),
    v.minLength(1),
  ),
});
const policyBody = v.object({
  allowInvitesFrom: v.picklist([
    'none',
    'adminsAndGuestInviters',
    'adminsGuestInvitersAndAllMembers',
    'everyone',
  ]),
});

/** Reads the tenant's name and domains. Throws GraphUnavailable. */
export async function readTenant(client: GraphClient): Promise<Tenant> {
  const call = {
    path: '/organization',
    query: { $select: 'id,displayName,verifiedDomains' },
  };
  const organization = (await readGraph(client, call, organizationBody))?.value[0];
  if (organization === undefined) throw new GraphUnavailable(60);
  const { verifiedDomains } = organization;
  const initialDomain =
    verifiedDomains.find(({ isInitial }) => isInitial)?.name.toLowerCase() ?? '';
  return {
    tenantId: organization.id,
    name: organization.displayName,
    domains: verifiedDomains.map(({ name }) => name.toLowerCase()),
    initialDomain,
    primaryDomain:
      verifiedDomains.find(({ isDefault }) => isDefault)?.name.toLowerCase() ?? initialDomain,
  };
}

/** Reads who may invite by the tenant's setting. `not readable`: the permission is missing. */
export async function readInvitesFrom(client: GraphClient): Promise<InvitesFrom | 'not readable'> {
  const call = {
    path: '/policies/authorizationPolicy',
    query: { $select: 'allowInvitesFrom' },
  };
  const answer = await tryRead(client, call, policyBody);
  return answer.kind === 'read' ? answer.value.allowInvitesFrom : 'not readable';
}
