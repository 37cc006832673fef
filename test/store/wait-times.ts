import type { Light } from '../../src/store/fast-database.ts';
import { type MessageLimit, takeMessagePermits } from '../../src/store/telling/message-pace.ts';

/** Takes a permit for each conversation. Returns the milliseconds to wait, 0 for a permit. */
export async function waitTimes(
  light: Light,
  limit: MessageLimit,
  conversations: readonly string[],
  holdSeconds = 0,
): Promise<number[]> {
  const asked = conversations.map((conversation) => ({ conversation }));
  return (await takeMessagePermits(light, limit, asked, holdSeconds)).map(({ wait }) => wait);
}
