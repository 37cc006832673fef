import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { GraphRefused } from '../client/graph-faults.ts';
import { odataText } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

/** So many entries fill a card. */
const most = 20;

const named = v.nullish(
  v.object({ displayName: v.nullish(v.string()), userPrincipalName: v.nullish(v.string()) }),
);
const logBody = v.object({
  value: v.array(
    v.object({
      activityDateTime: v.pipe(v.string(), v.isoTimestamp()),
      activityDisplayName: v.string(),
      result: v.nullish(v.string()),
      initiatedBy: v.nullish(v.object({ user: named, app: named })),
    }),
  ),
});

/** An entry of Entra's log, in Entra's words. */
export type EntraLogEntry = {
  at: Date;
  activity: string;
  /** The person or the application that did it. Undefined: Entra names nobody. */
  by: string | undefined;
  failed: boolean;
};

/**
 * Reads what Entra's log says about an account, the newest entry first, at most 20. Entra keeps 7 days, or 30 with
 * Entra ID P1, and shows an entry minutes late. All callers in the tenant together may ask five times in ten seconds:
 * https://learn.microsoft.com/graph/throttling-limits. Needs `AuditLog.Read.All`. Throws GraphRefused where Graph
 * refuses the question, or knows no log.
 */
export async function entraLogOf(
  client: GraphClient,
  objectId: string,
): Promise<readonly EntraLogEntry[] | 'not readable'> {
  const query = {
    $filter: `targetResources/any(t:t/id eq ${odataText(objectId)})`,
    $orderby: 'activityDateTime desc',
    $top: String(most),
  };
  const answer = await tryRead(client, { path: '/auditLogs/directoryAudits', query }, logBody);
  if (answer.kind === 'not readable') return 'not readable';
  if (answer.kind !== 'read') throw new GraphRefused({ code: 'access refused' }, 404);
  return answer.value.value.map(
    ({ activityDateTime, activityDisplayName, initiatedBy, result }) => ({
      at: new Date(activityDateTime),
      activity: activityDisplayName,
      by: nameOf(initiatedBy?.user) ?? nameOf(initiatedBy?.app),
      failed: result === 'failure' || result === 'timeout',
    }),
  );
}

/** Graph often leaves out the display name of people. */
const nameOf = (who: v.InferOutput<typeof named>) =>
  who?.displayName || who?.userPrincipalName || undefined;
