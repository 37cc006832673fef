import * as v from 'valibot';
import type { Reply, Route } from '../http/request-and-reply.ts';

/** A hint that something changed. The bot checks it against the subscription, then reads Graph. */
export type ChangeHint = {
  subscriptionId: string;
  clientState: string;
  tenantId: string | undefined;
  userId: string | undefined;
  changeType: string | undefined;
};

/** A word about a subscription itself: `reauthorizationRequired`, `subscriptionRemoved`, `missed`. */
export type LifecycleHint = {
  subscriptionId: string;
  clientState: string;
  tenantId: string | undefined;
  event: string;
};

const Common = {
  subscriptionId: v.string(),
  clientState: v.string(),
  tenantId: v.optional(v.string()),
};
const Change = v.object({
  ...Common,
  changeType: v.optional(v.string()),
  resourceData: v.optional(v.object({ id: v.optional(v.pipe(v.string(), v.toLowerCase())) })),
});
const Lifecycle = v.object({ ...Common, lifecycleEvent: v.string() });
/** No body that the server takes holds more notifications with all that Graph says in one. */
const mostTogether = 200;
const Batch = v.object({ value: v.pipe(v.array(v.unknown()), v.maxLength(mostTogether)) });

/**
 * The route for Graph's change notifications. `take` stores the hints. The answer is 202 even for worthless ones, and
 * 400 for a body that is no list of at most 200.
 */
export const notificationsRoute = (take: (hints: ChangeHint[]) => Promise<void>): Route =>
  webhook(async (items) => {
    const hints = items.flatMap((item) => {
      const { success, output } = v.safeParse(Change, item);
      if (!success) return [];
      const { resourceData, ...rest } = output;
      return [{ tenantId: undefined, changeType: undefined, ...rest, userId: resourceData?.id }];
    });
    if (hints.length > 0) await take(hints);
  });

/** The route for what Graph says about the subscription itself. */
export const lifecycleRoute = (take: (hints: LifecycleHint[]) => Promise<void>): Route =>
  webhook(async (items) => {
    const hints = items.flatMap((item) => {
      const { success, output } = v.safeParse(Lifecycle, item);
      if (!success) return [];
      const { lifecycleEvent: event, tenantId, ...rest } = output;
      return [{ ...rest, tenantId, event }];
    });
    if (hints.length > 0) await take(hints);
  });

const webhook =
  (take: (items: unknown[]) => Promise<void>): Route =>
  async ({ query, body }) => {
    const token = query.get('validationToken');
    if (token !== null) return handshake(token);
    const batch = v.safeParse(Batch, body);
    if (!batch.success) return { status: 400, error: 'not a notification' };
    await take(batch.output.value);
    return { status: 202 };
  };

const longestToken = 4096;

/** Returns the token as plain text, which no browser takes for anything else, and escapes it all the same. */
function handshake(token: string): Reply {
  const hasControl = /\p{Cc}/u.test(token);
  if (token === '' || token.length > longestToken || hasControl) {
    return { status: 400, error: 'not a validation token' };
  }
  return { status: 200, text: escaped(token) };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Microsoft asks for this, although Graph's tokens hold none of these signs. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
