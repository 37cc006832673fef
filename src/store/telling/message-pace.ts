import type { Light } from '../fast-database.ts';
import type { Rate } from '../steps/call-pace.ts';

/**
 * The limits that each conversation has for itself, and the one that all conversations share. Counts are at most
 * 1,800; the shared one is at most 60.
 */
export type MessageLimit = { each: readonly Rate[]; all: Rate };

const take = {
  name: 'take message permits',
  text: `
    select wait from take_message_permits($1, $2, $3, $4, $5, $6) with ordinality as taken (wait, nr) order by nr`,
};

/**
 * Takes a permit for one message to each of these conversations, by the clock of the database. 0: the permit was
 * taken, and is good for `holdSeconds`. Otherwise the milliseconds after which to ask again; then nothing was
 * taken.
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
    insert into message_pace (conversation, not_before, held_at)
    values ($1, clock_timestamp() + make_interval(secs => $2::float8), clock_timestamp())
    on conflict (conversation) do update set not_before = excluded.not_before, held_at = excluded.held_at
      where message_pace.not_before is null or message_pace.not_before < excluded.not_before`,
};

/** Stops permits for a conversation for so many seconds, in every replica. */
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
