import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { type Answer, sortAnswer } from '../client/sort-answer.ts';

/** Restores an account deleted less than 30 days ago, with its groups and roles. Sends no mail. */
export async function restorePerson(
  client: GraphClient,
  objectId: string,
): Promise<Answer<undefined>> {
  const heard = await client.send({
    method: 'POST',
    path: graphPath`/directory/deletedItems/${objectId}/restore`,
  });
  return sortAnswer(heard, { kind: 'restore', values: { id: objectId } }, () => undefined);
}
