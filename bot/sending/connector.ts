import * as v from 'valibot';
import { type ConnectorDeps, callConnector, read, type Sent } from './call-connector.ts';
import type { Reference } from './conversation-reference.ts';

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
  /** Reads somebody from a team's roster, by object id. */
  member(
    to: Reference,
    objectId: string,
  ): Promise<Sent<{ userId: string; name?: string | undefined }>>;
  /** Reads the group behind a team. */
  team(to: Reference, teamThreadId: string): Promise<Sent<{ groupId: string | undefined }>>;
};

/**
 * The connector's REST, one request a call. botbuilder's own client repeats failed posts, which doubles messages, and
 * does not repeat what Teams asks it to repeat. Here the caller decides.
 */
export function createConnector(deps: ConnectorDeps): Connector {
  const call = callConnector(deps);
  return {
    async post(to, message) {
      const sent = await call(to, {
        method: 'POST',
        path: `${conversation(to)}/activities`,
        body: { ...message, ...from(to) },
        counts: to.conversationId,
      });
      return read(sent, posted, ({ id }) => ({ messageId: id }));
    },
    async postToChannel(to, channelId, message) {
      const body = {
        isGroup: true,
        bot: botOf(to),
        tenantId: to.tenantId,
        channelData: { channel: { id: channelId }, tenant: { id: to.tenantId } },
        activity: message,
      };
      const sent = await call(to, { method: 'POST', path: conversations, body, counts: channelId });
      return read(sent, opened, ({ id, activityId }) => ({
        thread: id,
        messageId: activityId ?? rootOf(id),
      }));
    },
    async update(to, messageId, message) {
      const sent = await call(to, {
        method: 'PUT',
        path: activity(to, messageId),
        body: { ...message, ...from(to), id: messageId },
        counts: to.conversationId,
      });
      return read(sent, v.unknown(), () => ({}));
    },
    async remove(to, messageId) {
      const path = activity(to, messageId);
      const sent = await call(to, { method: 'DELETE', path, counts: to.conversationId });
      return read(sent, v.unknown(), () => ({}));
    },
    async openChat(to, memberId) {
      const body = {
        isGroup: false,
        bot: botOf(to),
        members: [{ id: memberId }],
        tenantId: to.tenantId,
        channelData: { tenant: { id: to.tenantId } },
      };
      const sent = await call(to, { method: 'POST', path: conversations, body, counts: memberId });
      return read(sent, opened, ({ id }) => ({ conversationId: id }));
    },
    async member(to, objectId) {
      const path = `${conversation(to)}/members/${encodeURIComponent(objectId)}`;
      const heard = await call(to, { method: 'GET', path });
      return read(heard, person, ({ id, name }) => ({ userId: id, name }));
    },
    async team(to, teamThreadId) {
      const path = `v3/teams/${encodeURIComponent(teamThreadId)}`;
      const heard = await call(to, { method: 'GET', path });
      return read(heard, team, ({ aadGroupId }) => ({ groupId: aadGroupId }));
    },
  };
}

const conversations = 'v3/conversations';
const conversation = (to: Reference) => `${conversations}/${encodeURIComponent(to.conversationId)}`;
const activity = (to: Reference, messageId: string) =>
  `${conversation(to)}/activities/${encodeURIComponent(messageId)}`;
const botOf = (to: Reference) => ({ id: to.botId, name: to.botName });
const from = (to: Reference) => ({ from: botOf(to) });

const posted = v.object({ id: v.string() });
const person = v.object({ id: v.string(), name: v.optional(v.string()) });
const opened = v.object({ id: v.string(), activityId: v.optional(v.string()) });
const team = v.object({ aadGroupId: v.optional(v.string()) });

/** `19:…;messageid=17…`: the message that began the thread. */
const rootOf = (thread: string) => thread.split(';messageid=')[1] ?? thread;
