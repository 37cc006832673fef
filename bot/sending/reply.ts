import type { Clock } from '../../src/work/runtime/deps.ts';
import type { Sent } from './call-connector.ts';
import type { Connector, Message } from './connector.ts';
import type { Reference } from './reference.ts';

export type ReplyDeps = { connector: Pick<Connector, 'post'>; clock: Clock; chance: () => number };

/** Whether a lost one has arrived is unknown, and each repetition may be seen twice. */
const mostLost = 4;
/** Shorter than the lease of the activity that is answered: after that another replica would take it up. */
const patienceMs = 20_000;

/**
 * Posts an answer to somebody who waits for it. Where there is no room yet, because many are answered at once, it waits;
 * what Teams asks to have repeated is repeated.
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
    // Not all who wait for the same room in the same moment.
    const seconds = (sent.seconds ?? 2 ** Math.max(0, lost - 1)) * (1 + deps.chance() / 2);
    waitedMs += seconds * 1000;
    if (lost === mostLost || waitedMs > patienceMs) return sent;
    await deps.clock.sleep(seconds * 1000);
  }
}
