import { randomUUID } from 'node:crypto';
import type { Change } from './directory.ts';
import type { Subscription, World } from './world.ts';
import { exactNow, happened, later, nowOf } from './world.ts';

const attempts = 8;
const answerWithinMs = 10_000;
const mostAtOnce = 50;

export const isLive = (world: World, subscription: Subscription): boolean =>
  Date.parse(subscription.expirationDateTime) > nowOf(world);

/** Notifies every subscriber of the change, as late, as often and as unreliably as the knobs say. */
export function notifySubscribers(world: World, change: Change): void {
  const { lateMs, lostProbability, repeat } = world.knobs.notifications;
  for (const subscription of world.subscriptions.values()) {
    if (!isLive(world, subscription) || !concerns(subscription, change)) continue;
    for (let time = 0; time < repeat; time++) {
      if (world.random() < lostProbability) continue;
      const body = { value: [notification(world, subscription, change)] };
      later(world, lateMs, () =>
        send(world, () => deliver(world, subscription.notificationUrl, body, 1)),
      );
    }
  }
}

const concerns = (subscription: Subscription, change: Change): boolean => {
  const [, id] = subscription.resource.replace(/^\//, '').split('/');
  return (
    subscription.changeType.split(',').includes(change.kind) &&
    (id === undefined || id === change.userId)
  );
};

function notification(world: World, subscription: Subscription, change: Change): object {
  return {
    changeType: change.kind,
    clientState: subscription.clientState,
    resource: `Users/${change.userId}`,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.User',
      '@odata.id': `Users/${change.userId}`,
      id: change.userId,
      organizationId: world.directory.tenantId,
      sequenceNumber: ++world.notificationSeq,
    },
    subscriptionExpirationDateTime: subscription.expirationDateTime,
    subscriptionId: subscription.id,
    tenantId: world.directory.tenantId,
  };
}

export function sendLifecycle(world: World, lifecycleEvent: string): void {
  for (const subscription of world.subscriptions.values()) {
    const url = subscription.lifecycleNotificationUrl;
    if (url === null) continue;
    const body = {
      value: [
        {
          subscriptionId: subscription.id,
          subscriptionExpirationDateTime: subscription.expirationDateTime,
          tenantId: world.directory.tenantId,
          clientState: subscription.clientState,
          lifecycleEvent,
        },
      ],
    };
    later(world, 0, () => send(world, () => deliver(world, url, body, 1)));
  }
}

/** Limits deliveries at one time: the next one waits until another ends. */
function send(world: World, delivery: () => Promise<void>): void {
  const { outgoing } = world;
  outgoing.waiting.push(delivery);
  if (outgoing.underWay >= mostAtOnce) return;
  outgoing.underWay += 1;
  void sendAll(world).finally(() => {
    outgoing.underWay -= 1;
  });
}

async function sendAll({ outgoing }: World): Promise<void> {
  for (let next = outgoing.waiting.shift(); next; next = outgoing.waiting.shift()) await next();
}

/** Tries again with growing pauses after any answer but 2xx, as Graph does for up to four hours. */
async function deliver(world: World, url: string, body: unknown, attempt: number): Promise<void> {
  const status = await post(url, JSON.stringify(body), 'application/json; charset=utf-8').then(
    (answer) => answer.status,
    () => 0,
  );
  world.deliveries.push({ at: exactNow(world), url, body, status });
  happened(world);
  if ((status >= 200 && status < 300) || attempt >= attempts) return;
  const wait = world.knobs.notifications.retryMs * 2 ** (attempt - 1);
  later(world, wait, () => send(world, () => deliver(world, url, body, attempt + 1)));
}

/** The handshake: the endpoint must send the token back as plain text. */
export async function endpointAnswers(notificationUrl: string): Promise<boolean> {
  const url = new URL(notificationUrl);
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
  url.searchParams.set('validationToken', token);
  try {
    const answer = await post(url.href, '', 'text/plain; charset=utf-8');
    const type = answer.headers.get('content-type') ?? '';
    return (
      answer.status === 200 && type.startsWith('text/plain') && (await answer.text()) === token
    );
  } catch {
    return false;
  }
}

const post = (url: string, body: string, contentType: string): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(answerWithinMs),
  });
