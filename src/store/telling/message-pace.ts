import type { Light } from '../fast-database.ts';
import type { Rate } from '../steps/call-pace.ts';

/** Limits that each conversation has for itself, and one that all share. Counts are at most 1,800, the shared one 60. */
export type MessageLimit = { each: readonly Rate[]; all: Rate };

const take = {
  name: 'take message permits',
  text: `
    select wait from take_message_permits($1, $2, $3, $4, $5, $6) with ordinality as taken (wait, nr) order by nr`,
};

/**
 * Takes a permit for one message to each of these conversations, by the database's clock. 0: given; otherwise the
 * milliseconds after which asking again makes sense, and nothing was taken. A permit is good for `holdSeconds`.
 */
export async function takeMessagePermits(
  light: Light,
  limit: MessageLimit,
  conversations: readonly string[],
  holdSeconds = 0,
): Promise<number[]> {
  const values = [conversations, ...limitValues(limit), holdSeconds];
  return (await light<{ wait: number }>(take, values)).map(({ wait }) => wait);
}

const hold = {
  name: 'hold messages',
  text: `
    insert into message_pace (conversation, not_before)
    values ($1, clock_timestamp() + make_interval(secs => $2::float8))
    on conflict (conversation) do update set not_before = greatest(message_pace.not_before, excluded.not_before)`,
};

/** No permits for this conversation for so long, in any replica. */
export async function holdMessages(
  light: Light,
  conversation: string,
  seconds: number,
): Promise<void> {
  await light(hold, [conversation, seconds]);
}

/** The limit as `take_message_permits` takes it. */
export const limitValues = ({ each, all }: MessageLimit) => [
  each.map(({ count }) => count),
  each.map(({ seconds }) => seconds),
  all.count,
  all.seconds,
];
