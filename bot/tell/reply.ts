import type { Clock } from '../../src/work/deps.ts';
import type { Sent } from './call-connector.ts';
import type { Connector, Message } from './connector.ts';
import type { Reference } from './reference.ts';

export type ReplyDeps = { connector: Pick<Connector, 'post'>; clock: Clock; chance: () => number };

const tries = 4;

/** Posts an answer to somebody who waits for it; what Teams asks to have repeated is repeated a few times. */
export async function reply(
  deps: ReplyDeps,
  to: Reference,
  message: Message,
): Promise<Sent<{ messageId: string }>> {
  for (let attempt = 1; ; attempt++) {
    const sent = await deps.connector.post(to, message);
    if (sent.kind !== 'later' || attempt === tries) return sent;
    const seconds = sent.seconds ?? 2 ** (attempt - 1) * (0.5 + deps.chance() / 2);
    await deps.clock.sleep(Math.min(seconds, 10) * 1000);
  }
}
