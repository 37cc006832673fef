import * as v from 'valibot';
import type { Found } from '../guests/plan.ts';
import type { GraphCall, GraphClient } from './client.ts';
import { needed, tryRead } from './read-graph.ts';
import { nextPath } from './same-graph.ts';

/** What changed about somebody, guest or not. Graph repeats itself, out of order and late. */
type ChangedPerson = {
  objectId: string;
  userType?: 'Member' | 'Guest';
  /** Absent where Graph does not deliver it: read the person then. */
  state?: Found['externalUserState'];
  changedAt?: Date;
  /** `soft`: restorable for 30 days. */
  removed?: 'soft' | 'for good';
};

export type DeltaPage = {
  people: readonly ChangedPerson[];
  /** There is more: read on here. */
  next?: string;
  /** All is read: begin here next time. It lives seven days. */
  delta?: string;
};

const pageBody = v.object({
  value: v.array(
    v.object({
      id: v.string(),
      userType: v.optional(v.nullable(v.string())),
      externalUserState: v.optional(v.nullable(v.picklist(['PendingAcceptance', 'Accepted']))),
      externalUserStateChangeDateTime: v.optional(v.nullable(v.string())),
      '@removed': v.optional(v.object({ reason: v.string() })),
    }),
  ),
  '@odata.nextLink': v.optional(v.string()),
  '@odata.deltaLink': v.optional(v.string()),
});

/**
 * One page of what changed since the link, or the link of this moment. `start over`: the link has
 * lapsed and what changed meanwhile must be learnt by the sweep.
 */
export async function readDelta(
  client: GraphClient,
  from: 'latest' | (string & {}),
): Promise<DeltaPage | 'start over'> {
  const page = needed(await tryRead(client, callFor(client, from), pageBody));
  if (page === undefined) return 'start over';
  const { value, '@odata.nextLink': next, '@odata.deltaLink': delta } = page;
  return {
    people: value.map(toChanged),
    ...(next === undefined ? {} : { next }),
    ...(delta === undefined ? {} : { delta }),
  };
}

function callFor(client: GraphClient, from: string): Pick<GraphCall, 'path' | 'query'> {
  if (from === 'latest') {
    // Only what is selected counts as a change. No return=minimal: with it changes were lost.
    const $select = 'id,userType,externalUserState,externalUserStateChangeDateTime';
    return { path: '/users/delta', query: { $select, $deltatoken: 'latest' } };
  }
  const call = nextPath(client, from);
  if (call === undefined || !/^\/users\/(microsoft\.graph\.)?delta\b/.test(call.path)) {
    throw new Error('This is no link of the delta query');
  }
  return call;
}

function toChanged(body: v.InferOutput<typeof pageBody>['value'][number]): ChangedPerson {
  const changedAt = body.externalUserStateChangeDateTime;
  const removed = body['@removed'];
  return {
    objectId: body.id,
    ...(body.userType ? { userType: body.userType === 'Guest' ? 'Guest' : 'Member' } : {}),
    ...(body.externalUserState === undefined ? {} : { state: body.externalUserState }),
    ...(changedAt ? { changedAt: new Date(changedAt) } : {}),
    ...(removed ? { removed: removed.reason === 'deleted' ? 'for good' : 'soft' } : {}),
  };
}
