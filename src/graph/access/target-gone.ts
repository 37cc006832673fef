import * as v from 'valibot';
import type { Reason } from '../../guests/reason.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphRefused, GraphUnavailable } from '../client/graph-faults.ts';
import { tryRead } from '../client/read-graph.ts';
import type { Answer } from '../client/sort-answer.ts';

/**
 * Finds out whether a 404 means that the group or application is gone. Graph may name the target even when it only
 * does not show the guest yet, so the bot reads the target alone. If the target is gone, waiting does not help.
 */
export async function checkTarget<T>(
  client: GraphClient,
  answer: Answer<T>,
  target: { id: string; path: string; values?: Reason['values'] },
): Promise<Answer<T>> {
  if (answer.kind !== 'not yet' || answer.missing !== target.id.toLowerCase()) return answer;
  if (!(await isGone(client, target.path))) {
    const { missing: _, ...notYet } = answer;
    return notYet;
  }
  const values = target.values ?? {};
  return { kind: 'refused', reason: { code: 'access target missing', values } };
}

async function isGone(client: GraphClient, path: string): Promise<boolean> {
  try {
    const there = await tryRead(client, { path, query: { $select: 'id' } }, v.unknown());
    return there.kind === 'missing';
  } catch (error) {
    if (error instanceof GraphUnavailable || error instanceof GraphRefused) return false;
    throw error;
  }
}
