import * as v from 'valibot';
import type { GraphClient } from './client/client.ts';
import { nextPath } from './client/graph-links.ts';
import { graphPath } from './client/graph-path.ts';
import { needed, readGraph, readHeard, tryRead } from './client/read-graph.ts';

export type Subscription = { id: string; expiresAt: Date };

const subscriptionBody = v.pipe(
  v.object({ id: v.string(), expirationDateTime: v.string() }),
  v.transform(
    ({ id, expirationDateTime }): Subscription => ({
      id,
      expiresAt: new Date(expirationDateTime),
    }),
  ),
);

// `created` does not exist for users; `updated` covers it, and redemption.
const watched = { changeType: 'updated,deleted', resource: 'users' };

/** A subscription to ask Graph for. */
export type WishedSubscription = {
  notificationUrl: string;
  lifecycleUrl: string;
  /** At most 128 characters: the only proof that a notification comes from Graph. */
  clientState: string;
  /** At most 41,760 minutes ahead: Graph refuses a longer life for users. */
  expiresAt: Date;
};

/**
 * Asks Graph for notifications about changes to people. `exists`: this application has one of the same kind, and Graph
 * allows no second. Graph calls the address at once to test it, and sometimes fails: after `GraphRefused`, try again a
 * while later.
 */
export async function createSubscription(
  client: GraphClient,
  wish: WishedSubscription,
): Promise<Subscription | 'not allowed' | 'exists'> {
  const heard = await client.send({
    method: 'POST',
    path: '/subscriptions',
    body: {
      ...watched,
      notificationUrl: wish.notificationUrl,
      lifecycleNotificationUrl: wish.lifecycleUrl,
      clientState: wish.clientState,
      expirationDateTime: wish.expiresAt.toISOString(),
    },
  });
  if (heard.kind === 'answered' && heard.status === 409) return 'exists';
  const answer = readHeard(heard, subscriptionBody);
  return answer.kind === 'read' ? answer.value : 'not allowed';
}

/** Reads a subscription. Undefined: it is gone, and the bot must make another. */
export async function readSubscription(
  client: GraphClient,
  id: string,
): Promise<Subscription | undefined> {
  return readGraph(client, { path: graphPath`/subscriptions/${id}` }, subscriptionBody);
}

/** Renews a subscription. Undefined: it is gone, and the bot must make another. */
export async function renewSubscription(
  client: GraphClient,
  id: string,
  expiresAt: Date,
): Promise<Subscription | undefined> {
  const heard = await client.send({
    method: 'PATCH',
    path: graphPath`/subscriptions/${id}`,
    body: { expirationDateTime: expiresAt.toISOString() },
  });
  return needed(readHeard(heard, subscriptionBody), '/subscriptions');
}

const listBody = v.object({
  value: v.array(
    v.object({
      id: v.string(),
      notificationUrl: v.string(),
      resource: v.string(),
      changeType: v.string(),
    }),
  ),
  '@odata.nextLink': v.optional(v.string()),
});

/**
 * Lists this application's subscriptions of the kind that `createSubscription` makes. Empty when it may not list them.
 * Graph shows an application only its own.
 */
export async function listSubscriptions(
  client: GraphClient,
): Promise<{ id: string; notificationUrl: string }[]> {
  const found: { id: string; notificationUrl: string }[] = [];
  let call: { path: string } | undefined = { path: '/subscriptions' };
  while (call !== undefined) {
    const page = await tryRead(client, call, listBody);
    if (page.kind !== 'read') break;
    found.push(...page.value.value.filter((one) => kindOf(one) === kindOf(watched)));
    call = nextPath(client, page.value['@odata.nextLink']);
  }
  return found;
}

/** Graph may return the resource with a slash in front, and the changes in another order. */
const kindOf = ({ resource, changeType }: { resource: string; changeType: string }) =>
  `${resource.replace(/^\//, '').toLowerCase()} ${changeType.split(',').sort().join(',')}`;

/** Removes a subscription. Does nothing when it is gone already. */
export async function removeSubscription(client: GraphClient, id: string): Promise<void> {
  const heard = await client.send({ method: 'DELETE', path: graphPath`/subscriptions/${id}` });
  needed(readHeard(heard, v.unknown()), '/subscriptions');
}
