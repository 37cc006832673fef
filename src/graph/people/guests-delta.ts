import * as v from 'valibot';
import type { Found } from '../../guests/plan.ts';
import type { GraphCall, GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { GraphRefused } from '../client/graph-faults.ts';
import { isOfGraph, nextPath } from '../client/graph-links.ts';
import { needed, tryRead } from '../client/read-graph.ts';

/** One change about a person, guest or not. Graph reports changes repeatedly, out of order and late. */
type ChangedPerson = {
  objectId: string;
  userType?: 'Member' | 'Guest';
  /** Absent when Graph does not deliver it: read the person then. */
  state?: Found['externalUserState'];
  changedAt?: Date;
  /** True where the account may sign in. Absent when Graph does not deliver it. */
  enabled?: boolean;
  name?: string;
  /** `soft`: restorable for 30 days. */
  removed?: 'soft' | 'for good';
};

export type DeltaPage = {
  people: readonly ChangedPerson[];
  /** There is more: read on with this link. */
  next?: string;
  /** This was the last page: begin with this link next time. It lives seven days. */
  delta?: string;
};

const pageBody = v.object({
  value: v.array(
    v.object({
      id: directoryId,
      userType: v.optional(v.nullable(v.string())),
      accountEnabled: v.optional(v.nullable(v.boolean())),
      displayName: v.optional(v.nullable(v.string())),
      externalUserState: v.optional(v.nullable(v.picklist(['PendingAcceptance', 'Accepted']))),
      externalUserStateChangeDateTime: v.optional(v.nullable(v.string())),
      '@removed': v.optional(v.object({ reason: v.string() })),
    }),
  ),
  '@odata.nextLink': v.optional(v.string()),
  '@odata.deltaLink': v.optional(v.string()),
});

/**
 * Reads one page of changes since the link, or the link of this moment. `start over`: the link has lapsed or belongs
 * to another Graph, and a sweep must find the changes since.
 */
export async function readDelta(
  client: GraphClient,
  from: 'latest' | (string & {}),
): Promise<DeltaPage | 'start over'> {
  const call = from === 'latest' ? fromNow : callOf(client, from);
  const page = call && (await readPage(client, call));
  if (page === undefined) return 'start over';
  const { value, '@odata.nextLink': next, '@odata.deltaLink': delta } = page;
  return {
    people: value.map(toChanged),
    ...(next === undefined ? {} : { next }),
    ...(delta === undefined ? {} : { delta }),
  };
}

type Call = Pick<GraphCall, 'path' | 'query'>;

// Graph reports only changes of selected fields. With return=minimal it lost changes.
const $select =
  'id,displayName,userType,accountEnabled,externalUserState,externalUserStateChangeDateTime';
const fromNow: Call = { path: '/users/delta', query: { $select, $deltatoken: 'latest' } };

/** Undefined when the link leads to another host, which must not get the token, or to another call. */
function callOf(client: GraphClient, link: string): Call | undefined {
  const call = isOfGraph(client, link) ? nextPath(client, link) : undefined;
  return call && /^\/users\/(microsoft\.graph\.)?delta\b/.test(call.path) ? call : undefined;
}

async function readPage(
  client: GraphClient,
  call: Call,
): Promise<v.InferOutput<typeof pageBody> | undefined> {
  try {
    return needed(await tryRead(client, call, pageBody), call.path);
  } catch (error) {
    // Graph has many words for a link that it no longer takes (syncStateNotFound, Directory_ExpiredPageToken, a badly
    // formed token), all with 400. The link is the only part of the call that can be wrong.
    if (call !== fromNow && error instanceof GraphRefused && error.status === 400) return undefined;
    throw error;
  }
}

function toChanged(body: v.InferOutput<typeof pageBody>['value'][number]): ChangedPerson {
  const changedAt = body.externalUserStateChangeDateTime;
  const removed = body['@removed'];
  return {
    objectId: body.id,
    ...(body.userType ? { userType: body.userType === 'Guest' ? 'Guest' : 'Member' } : {}),
    ...(body.externalUserState === undefined ? {} : { state: body.externalUserState }),
    ...(typeof body.accountEnabled === 'boolean' ? { enabled: body.accountEnabled } : {}),
    ...(body.displayName ? { name: body.displayName } : {}),
    ...(changedAt ? { changedAt: new Date(changedAt) } : {}),
    ...(removed ? { removed: removed.reason === 'deleted' ? 'for good' : 'soft' } : {}),
  };
}
