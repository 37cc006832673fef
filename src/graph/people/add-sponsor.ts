import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { type Answer, sortAnswer } from '../client/sort-answer.ts';

/** https://learn.microsoft.com/graph/api/user-post-sponsors */
const permission = 'User.ReadWrite.All';

/**
 * Makes one person a sponsor of one guest. `already`: the person was one before. Sponsors have no rights by that. The
 * caller may repeat the call after any outcome.
 */
export async function addSponsor(
  client: GraphClient,
  { objectId, sponsorId }: { objectId: string; sponsorId: string },
): Promise<Answer<undefined>> {
  const heard = await client.send({
    method: 'POST',
    path: graphPath`/users/${objectId}/sponsors/$ref`,
    body: { '@odata.id': `${client.root}${graphPath`/users/${sponsorId}`}` },
  });
  return sortAnswer(heard, { kind: 'add sponsor', values: { permission } }, () => undefined);
}
