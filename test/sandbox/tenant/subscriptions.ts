import { randomUUID } from 'node:crypto';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, denied, GraphRefusal, textIn } from './graph-call.ts';
import { smallRules } from './list-rules.ts';
import { endpointAnswers, isLive } from './notify.ts';
import { listReply, selected } from './odata-list.ts';
import type { Subscription, World } from './world.ts';
import { happened, iso, nowOf } from './world.ts';

const minute = 60_000;
const longestMinutes = 41_760;
const shortestMinutes = 45;
const quota = 100;

const invalid = (message: string): Error => badRequest(message, 'ValidationError');

/** POST /subscriptions: makes a subscription after the real handshake at both addresses. */
export async function createSubscription(world: World, call: Call): Promise<Reply> {
  const { body } = call;
  const notificationUrl = endpoint(textIn(body, 'notificationUrl'));
  const lifecycle = textIn(body, 'lifecycleNotificationUrl');
  const lifecycleNotificationUrl = lifecycle === undefined ? null : endpoint(lifecycle);
  const clientState = textIn(body, 'clientState') ?? null;
  if (clientState !== null && clientState.length > 128) {
    throw invalid('The clientState property is limited to 128 characters.');
  }
  const subscription: Subscription = {
    id: randomUUID(),
    resource: userResource(textIn(body, 'resource') ?? ''),
    changeType: changeType(textIn(body, 'changeType') ?? ''),
    notificationUrl,
    lifecycleNotificationUrl,
    clientState,
    expirationDateTime: expiration(world, textIn(body, 'expirationDateTime')),
  };
  const twin = live(world).find((other) => sameKind(other) === sameKind(subscription));
  if (twin !== undefined) {
    throw new GraphRefusal(
      409,
      'Conflict',
      'A subscription with the same resource and change type exists already for this application.',
    );
  }
  if (live(world).length >= quota) throw denied('Subscription quota for the tenant exceeded.');
  for (const url of [notificationUrl, lifecycleNotificationUrl]) {
    if (url !== null && !(await endpointAnswers(url))) {
      throw invalid(
        'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
      );
    }
  }
  world.subscriptions.set(subscription.id, subscription);
  happened(world);
  return { status: 201, body: subscriptionJson(subscription) };
}

/** The practice tenant calls only this machine. */
function endpoint(url: string | undefined): string {
  const host = url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
  if (url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(host)) return url;
  throw invalid('The practice tenant sends notifications to this machine only.');
}

function userResource(resource: string): string {
  if (/^\/?users(\/[0-9a-f-]{36})?$/i.test(resource)) return resource;
  throw invalid(`The practice tenant knows no subscriptions on '${resource}'.`);
}

function changeType(text: string): string {
  const kinds = text.split(',');
  if (kinds.every((kind) => kind === 'updated' || kind === 'deleted')) return text;
  throw invalid(`The changeType '${text}' is not supported for this resource.`);
}

/** The practice tenant knows one application, so no other application's subscription can conflict. */
const sameKind = ({ resource, changeType }: Pick<Subscription, 'resource' | 'changeType'>) =>
  `${resource.replace(/^\//, '').toLowerCase()} ${changeType.split(',').sort().join(',')}`;

function expiration(world: World, text: string | undefined): string {
  const time = Date.parse(text ?? '');
  if (Number.isNaN(time) || time <= nowOf(world)) {
    throw invalid('Subscription expiration must be a time in the future.');
  }
  if (time > nowOf(world) + longestMinutes * minute) {
    throw invalid(`Subscription expiration can only be ${longestMinutes} minutes in the future.`);
  }
  return iso(Math.max(time, nowOf(world) + shortestMinutes * minute));
}

const live = (world: World): Subscription[] =>
  [...world.subscriptions.values()].filter((subscription) => isLive(world, subscription));

function subscriptionOf(world: World, call: Call): Subscription {
  const subscription = world.subscriptions.get(call.segments[1] ?? '');
  if (subscription && isLive(world, subscription)) return subscription;
  throw new GraphRefusal(404, 'ResourceNotFound', 'The object was not found.');
}

export function listSubscriptions(world: World, call: Call): Reply {
  const items = live(world).map((s, index) => ({ seq: index + 1, json: subscriptionJson(s) }));
  return listReply(world, call, items, smallRules);
}

export function getSubscription(world: World, call: Call): Reply {
  const json = subscriptionJson(subscriptionOf(world, call));
  return { status: 200, body: selected(json, call.query.get('$select')) };
}

export function renewSubscription(world: World, call: Call): Reply {
  const subscription = subscriptionOf(world, call);
  subscription.expirationDateTime = expiration(world, textIn(call.body, 'expirationDateTime'));
  happened(world);
  return { status: 200, body: subscriptionJson(subscription) };
}

export function removeSubscription(world: World, call: Call): Reply {
  world.subscriptions.delete(subscriptionOf(world, call).id);
  happened(world);
  return { status: 204 };
}

export function reauthorizeSubscription(world: World, call: Call): Reply {
  subscriptionOf(world, call);
  return { status: 204 };
}

/** Graph never returns clientState. */
const subscriptionJson = (subscription: Subscription): Record<string, unknown> => ({
  ...subscription,
  clientState: null,
  applicationId: '00000003-0000-0000-c000-00000000b0b0',
  latestSupportedTlsVersion: 'v1_2',
});
