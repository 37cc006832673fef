import { gather } from '../../src/store/gather.ts';
import { type Light, wasUndone } from '../../src/store/light.ts';
import { type MessageLimit, takeMessagePermits } from '../../src/store/message-pace.ts';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, per bot and conversation. */
const limit: MessageLimit = {
  each: [
    { count: 7, seconds: 1 },
    { count: 8, seconds: 2 },
    { count: 60, seconds: 30 },
    { count: 1800, seconds: 3600 },
  ],
  all: { count: 50, seconds: 1 },
};

/**
 * Counts one message to a conversation against Teams' limits, over all replicas; or says after how many milliseconds
 * to ask again. Messages that are to go out in the same moment are counted together.
 */
export function messageRoom(light: Light): (conversationId: string) => Promise<number> {
  const take = gather<string, number>({
    call: (conversations) => takeMessagePermits(light, limit, conversations),
    nameOf: (conversation) => conversation,
    mayRepeat: wasUndone,
  });
  return (conversationId) => take(conversationId.split(';')[0] ?? conversationId);
}
