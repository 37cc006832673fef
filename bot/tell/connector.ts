import * as v from 'valibot';
import type { Clock } from '../../src/work/deps.ts';
import { allowedAddress } from '../http/allowed-address.ts';
import type { Reference } from './reference.ts';

/** A message as the Bot Framework's REST takes it, without the parts that say where it goes. */
export type Message = {
  type: 'message';
  summary?: string;
  text?: string;
  attachments?: readonly {
    contentType: string;
    content: unknown;
    name?: string;
    contentUrl?: string;
  }[];
  channelData?: object;
};

/** What one call to Teams came to. */
export type Sent<T> =
  | ({ kind: 'sent' } & T)
  /** Asked to wait, or no answer: whether it arrived is unknown where `lost` is set. */
  | { kind: 'later'; seconds?: number; lost: boolean }
  /** Nobody can be reached there any more. */
  | { kind: 'dead' }
  /** Teams does not take this message, however often it is sent. */
  | { kind: 'refused'; status: number };

export type Connector = {
  post(to: Reference, message: Message): Promise<Sent<{ messageId: string }>>;
  /** Starts a new conversation in a channel. */
  postToChannel(
    to: Reference,
    channelId: string,
    message: Message,
  ): Promise<Sent<{ messageId: string; thread: string }>>;
  update(to: Reference, messageId: string, message: Message): Promise<Sent<object>>;
  remove(to: Reference, messageId: string): Promise<Sent<object>>;
  /** Opens the personal chat with somebody; the app must be installed for them. */
  openChat(to: Reference, memberId: string): Promise<Sent<{ conversationId: string }>>;
  /** Somebody in a team's roster, by object id. */
  member(to: Reference, objectId: string): Promise<Sent<{ userId: string }>>;
  /** The group behind a team. */
  team(to: Reference, teamThreadId: string): Promise<Sent<{ groupId: string | undefined }>>;
};

export type ConnectorDeps = {
  loopback: boolean;
  serviceUrlHosts: readonly string[];
  /** The bot's token for the channel; nothing on one machine. */
  token: () => Promise<string | undefined>;
  /** Milliseconds until Teams' limits allow another message there; 0 when it was counted. */
  room: (conversationId: string) => Promise<number>;
  clock: Clock;
};

const timeoutMs = 15_000;

/**
 * The connector's REST, one request a call. botbuilder's own client repeats posts that failed, which makes messages
 * double, and does not repeat what Teams asks to have repeated; here whoever calls decides.
 */
export function createConnector(deps: ConnectorDeps): Connector {
  const conversation = (to: Reference) =>
    `v3/conversations/${encodeURIComponent(to.conversationId)}`;
  const from = (to: Reference) => ({ from: { id: to.botId, name: to.botName } });

  return {
    async post(to, message) {
      const call = {
        method: 'POST',
        path: `${conversation(to)}/activities`,
        body: { ...message, ...from(to) },
      };
      return read(await send(deps, to, call, to.conversationId), posted, ({ id }) => ({
        messageId: id,
      }));
    },
    async postToChannel(to, channelId, message) {
      const body = {
        isGroup: true,
        bot: { id: to.botId, name: to.botName },
        tenantId: to.tenantId,
        channelData: { channel: { id: channelId }, tenant: { id: to.tenantId } },
        activity: message,
      };
      const sent = await send(
        deps,
        to,
        { method: 'POST', path: 'v3/conversations', body },
        channelId,
      );
      return read(sent, opened, ({ id, activityId }) => ({
        thread: id,
        messageId: activityId ?? rootOf(id),
      }));
    },
    async update(to, messageId, message) {
      const path = `${conversation(to)}/activities/${encodeURIComponent(messageId)}`;
      const body = { ...message, ...from(to), id: messageId };
      return read(
        await send(deps, to, { method: 'PUT', path, body }, to.conversationId),
        v.unknown(),
        () => ({}),
      );
    },
    async remove(to, messageId) {
      const path = `${conversation(to)}/activities/${encodeURIComponent(messageId)}`;
      return read(
        await send(deps, to, { method: 'DELETE', path }, to.conversationId),
        v.unknown(),
        () => ({}),
      );
    },
    async openChat(to, memberId) {
      const body = {
        isGroup: false,
        bot: { id: to.botId, name: to.botName },
        members: [{ id: memberId }],
        tenantId: to.tenantId,
        channelData: { tenant: { id: to.tenantId } },
      };
      const sent = await send(
        deps,
        to,
        { method: 'POST', path: 'v3/conversations', body },
        memberId,
      );
      return read(sent, opened, ({ id }) => ({ conversationId: id }));
    },
    async member(to, objectId) {
      const path = `${conversation(to)}/members/${encodeURIComponent(objectId)}`;
      return read(await send(deps, to, { method: 'GET', path }), posted, ({ id }) => ({
        userId: id,
      }));
    },
    async team(to, teamThreadId) {
      const path = `v3/teams/${encodeURIComponent(teamThreadId)}`;
      return read(await send(deps, to, { method: 'GET', path }), team, ({ aadGroupId }) => ({
        groupId: aadGroupId,
      }));
    },
  };
}

const posted = v.object({ id: v.string() });
const opened = v.object({ id: v.string(), activityId: v.optional(v.string()) });
const team = v.object({ aadGroupId: v.optional(v.string()) });

/** `19:…;messageid=17…`: the message that began the thread. */
const rootOf = (thread: string) => thread.split(';messageid=')[1] ?? thread;

type Heard = { kind: 'answered'; body: unknown } | Exclude<Sent<object>, { kind: 'sent' }>;
type Call = { method: string; path: string; body?: object };

/** Messages count against the limits of the conversation they go to; reads do not. */
async function send(
  deps: ConnectorDeps,
  to: Reference,
  call: Call,
  counts?: string,
): Promise<Heard> {
  const base = allowedAddress(to.serviceUrl, {
    hosts: deps.serviceUrlHosts,
    loopback: deps.loopback,
  });
  // The token goes nowhere else, whatever was stored.
  if (base === undefined) return { kind: 'dead' };
  const waitMs = counts === undefined ? 0 : await deps.room(counts);
  if (waitMs > 0) return { kind: 'later', seconds: waitMs / 1000, lost: false };
  const token = await deps.token();
  try {
    const response = await fetch(new URL(call.path, base.href.replace(/\/*$/, '/')), {
      method: call.method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    return await sort(response);
  } catch {
    return { kind: 'later', lost: true };
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability "Status codes" */
async function sort(response: Response): Promise<Heard> {
  const { status } = response;
  if (response.ok) {
    const body: unknown = await response.json().catch(() => undefined);
    return { kind: 'answered', body };
  }
  await response.body?.cancel();
  const header = Number(response.headers.get('retry-after') ?? Number.NaN);
  const seconds = Number.isFinite(header) ? { seconds: header } : {};
  if (status === 429 || status === 412) return { kind: 'later', ...seconds, lost: false };
  if (status >= 500) return { kind: 'later', ...seconds, lost: true };
  if (status === 401 || status === 403 || status === 404) return { kind: 'dead' };
  return { kind: 'refused', status };
}

function read<S extends v.GenericSchema, T extends object>(
  heard: Heard,
  schema: S,
  value: (body: v.InferOutput<S>) => T,
): Sent<T> {
  if (heard.kind !== 'answered') return heard;
  const body = v.safeParse(schema, heard.body ?? {});
  return body.success ? { kind: 'sent', ...value(body.output) } : { kind: 'later', lost: true };
}
