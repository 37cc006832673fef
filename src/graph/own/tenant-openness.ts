import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { tryRead } from '../client/read-graph.ts';

const access = v.nullish(v.object({ accessType: v.nullish(v.string(), '') }));
const defaultBody = v.object({
  b2bCollaborationInbound: v.nullish(v.object({ usersAndGroups: access, applications: access })),
});

/** Says whether cross-tenant access settings let guests in by default. Settings for single organisations may differ. */
export async function readInbound(
  client: GraphClient,
): Promise<'allowed' | 'blocked' | 'not readable'> {
  const path = '/policies/crossTenantAccessPolicy/default';
  const query = { $select: 'b2bCollaborationInbound' };
  const answer = await tryRead(client, { path, query }, defaultBody);
  if (answer.kind !== 'read') return 'not readable';
  const { usersAndGroups, applications } = answer.value.b2bCollaborationInbound ?? {};
  const isBlocked = [usersAndGroups, applications].some((each) => each?.accessType === 'blocked');
  return isBlocked ? 'blocked' : 'allowed';
}

const privacyBody = v.object({
  value: v.array(
    v.object({ privacyProfile: v.nullish(v.object({ statementUrl: v.nullish(v.string(), '') })) }),
  ),
});

/** True when the consent page can show guests a privacy statement of this organisation. */
export async function hasPrivacyStatement(client: GraphClient): Promise<boolean | 'not readable'> {
  const call = { path: '/organization', query: { $select: 'privacyProfile' } };
  const answer = await tryRead(client, call, privacyBody);
  if (answer.kind !== 'read') return 'not readable';
  return Boolean(answer.value.value[0]?.privacyProfile?.statementUrl);
}
