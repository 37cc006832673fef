import type { Clock } from '../../src/work/runtime/work-deps.ts';
import type { Sent } from './call-connector.ts';
import type { Connector, Message } from './connector.ts';
import type { Reference } from './conversation-reference.ts';

export type ReplyDeps = { connector: Pick<Connector, 'post'>; clock: Clock; chance: () => number };

/** The bot cannot know whether a lost reply arrived, so the reader may see each repetition twice. */
const mostLost = 4;
/** Shorter than the lease of the activity: after that another replica would take it. */
const patienceMs = 20_000;

/**
 * Posts an answer to a person who waits. Waits for room while the bot answers many at once. For at most 20 seconds,
 * repeats what Teams asks to repeat, and what may be lost.
 */
export async function reply(
  deps: ReplyDeps,
  to: Reference,
  message: Message,
): Promise<Sent<{ messageId: string }>> {
  let lost = 0;
  let waitedMs = 0;
  for (;;) {
    const sent = await deps.connector.post(to, message);
    if (sent.kind !== 'later') return sent;
    if (sent.lost) lost += 1;
    // Spreads the replies that wait for the same room.
    const seconds = (sent.seconds ?? 2 ** Math.max(0, lost - 1)) * (1 + deps.chance() / 2);
    waitedMs += seconds * 1000;
    if (lost === mostLost || waitedMs > patienceMs) return sent;
    await deps.clock.sleep(seconds * 1000);
  }
}
