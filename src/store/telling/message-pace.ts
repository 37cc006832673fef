import type { Light } from '../fast-database.ts';
import type { Rate } from '../steps/call-pace.ts';

/**
 * The limits that each conversation has for itself, and the one that all conversations share. Counts are at most
 * 1,800; the shared one is at most 60.
 */
export type MessageLimit = { each: readonly Rate[]; all: Rate };

/** A conversation that is to get a message. */
export type AskedPermit = {
  conversation: string;
  /** The `at` of an earlier permit for it that nobody used: it counts no longer. */
  unused?: number | undefined;
};

/** `wait` is 0: the permit was taken. Otherwise the milliseconds after which to ask again; then nothing was taken. */
export type Permit = {
  wait: number;
  /** When the permit was given, by the clock of the database, in milliseconds since 1970. It names the permit. */
  at: number;
};

/** When a statement gives a permit: after it counted the message, and before another statement can count one. */
export const givenAt = '(extract(epoch from clock_timestamp()) * 1000)::float8';

const take = {
  name: 'take message permits',
  text: `
    select wait, ${givenAt} as at
    from take_message_permits($1, $2, $3, $4, $5, $6, $7) with ordinality as taken (wait, nr) order by nr`,
};

/**
 * Takes a permit for one message to each of these conversations, by the clock of the database. A permit is good for
 * `holdSeconds`.
 */
export async function takeMessagePermits(
  light: Light,
  limit: MessageLimit,
  asked: readonly AskedPermit[],
  holdSeconds = 0,
): Promise<Permit[]> {
  const conversations = asked.map(({ conversation }) => conversation);
  const unused = asked.map((each) => each.unused ?? null);
  return await light(take, [conversations, ...limitValues(limit), holdSeconds, unused]);
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
