import { batchCalls } from '../../src/batch-calls.ts';
import { wasUndone } from '../../src/store/connection/database-lost.ts';
import type { Light } from '../../src/store/fast-database.ts';
import {
  holdMessages,
  type MessageLimit,
  takeMessagePermits,
} from '../../src/store/telling/message-pace.ts';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, per bot and conversation. */
export const messageLimit: MessageLimit = {
  each: [
    { count: 7, seconds: 1 },
    { count: 8, seconds: 2 },
    { count: 60, seconds: 30 },
    { count: 1800, seconds: 3600 },
  ],
  all: { count: 50, seconds: 1 },
};

/**
 * The database counts a permit as used so long after it gave it. The bot uses it sooner: the rest is for a busy machine
 * and the way to the wire. Without it the windows would hold for us and not for Teams, where messages bunch up.
 */
export const holdSeconds = 0.5;
const usableMs = 300;
/** How often the bot takes a new permit because one came too late. After that the machine is too slow for any. */
const mostTries = 3;

export type MessageRoom = {
  /**
   * Counts one message to a conversation against Teams' limits, over all replicas, or says after how many milliseconds
   * to ask again. One statement counts the messages of the same moment.
   */
  take(conversationId: string): Promise<number>;
  /** Stops messages to this conversation for so many seconds, over all replicas. */
  hold(conversationId: string, seconds: number): Promise<void>;
  /**
   * Keeps a permit for the next message to this conversation: a statement that went out at this moment counted it
   * already.
   */
  keep(conversationId: string, countedAt: number): void;
};

/** `moment` is in milliseconds and never goes back. */
export function messageRoom(light: Light, moment: () => number): MessageRoom {
  const counted = new Map<string, number>();
  const count = batchCalls<string, number>({
    call: (conversations) => takeMessagePermits(light, messageLimit, conversations, holdSeconds),
    nameOf: (conversation) => conversation,
    mayRepeat: wasUndone,
  });
  const isUsable = (at: number) => moment() - at < usableMs;

  return {
    async take(conversationId) {
      const conversation = withoutThread(conversationId);
      const ahead = counted.get(conversation);
      counted.delete(conversation);
      if (ahead !== undefined && isUsable(ahead)) return 0;
      for (let tries = 1; ; tries += 1) {
        const asked = moment();
        const wait = await count(conversation);
        if (wait > 0 || isUsable(asked) || tries === mostTries) return wait;
      }
    },
    async hold(conversationId, seconds) {
      const conversation = withoutThread(conversationId);
      counted.delete(conversation);
      await holdMessages(light, conversation, seconds);
    },
    keep(conversationId, countedAt) {
      // Forgets permits that nobody used in time. The oldest comes first.
      for (const [conversation, at] of counted) {
        if (isUsable(at)) break;
        counted.delete(conversation);
      }
      counted.delete(conversationId);
      counted.set(conversationId, countedAt);
    },
  };
}

/** The threads of a channel share its limits. */
const withoutThread = (conversationId: string) => conversationId.split(';')[0] ?? conversationId;
