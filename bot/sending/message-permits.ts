import { batchCalls } from '../../src/batch-calls.ts';
import { wasUndone } from '../../src/store/connection/database-lost.ts';
import type { Light } from '../../src/store/fast-database.ts';
import {
  type AskedPermit,
  holdMessages,
  type MessageLimit,
  type Permit,
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
 * The database counts a permit as used this long after it gave it. The bot sends sooner; the rest is for a busy machine
 * and the way to the wire. Otherwise messages that were late could bunch up at Teams, beyond its limits.
 */
export const holdSeconds = 0.5;
const usableMs = 300;
/** The bot knows so long which permits it did not use. After that they are out of most windows. */
const keptMs = 30_000;
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
  /** Keeps a permit for the next message to this conversation. */
  keep(conversationId: string, permit: Counted): void;
};

/** A permit: when the bot sent the statement that counted it, and when the database gave it, as `Permit` says. */
type Counted = { asked: number; at: number };

/** Makes the room of one replica. `moment` is in milliseconds and never goes back. */
export function messageRoom(light: Light, moment: () => number): MessageRoom {
  const counted = new Map<string, Counted>();
  const count = batchCalls<AskedPermit, Permit>({
    call: (asked) => takeMessagePermits(light, messageLimit, asked, holdSeconds),
    nameOf: ({ conversation }) => conversation,
    mayRepeat: wasUndone,
  });
  const isUsable = ({ asked }: Counted) => moment() - asked < usableMs;

  return {
    async take(conversationId) {
      const conversation = withoutThread(conversationId);
      let late = counted.get(conversation);
      counted.delete(conversation);
      if (late !== undefined && isUsable(late)) return 0;
      for (let tries = 1; ; tries += 1) {
        const asked = moment();
        const { wait, at } = await count({ conversation, unused: late?.at });
        late = { asked, at };
        if (wait > 0 || isUsable(late) || tries === mostTries) return wait;
      }
    },
    async hold(conversationId, seconds) {
      const conversation = withoutThread(conversationId);
      counted.delete(conversation);
      await holdMessages(light, conversation, seconds);
    },
    keep(conversationId, permit) {
      // Forgets permits that nobody used for long. The oldest comes first.
      for (const [conversation, { asked }] of counted) {
        if (moment() - asked < keptMs) break;
        counted.delete(conversation);
      }
      counted.delete(conversationId);
      counted.set(conversationId, permit);
    },
  };
}

/** The threads of a channel share its limits. */
const withoutThread = (conversationId: string) => conversationId.split(';')[0] ?? conversationId;
