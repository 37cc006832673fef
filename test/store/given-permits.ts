import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import type { Rate } from '../../src/store/steps/call-pace.ts';

/** Remembers every moment at which a message was permitted, which the rings forget. */
export async function rememberPermits(db: Db): Promise<void> {
  await sql
    .raw(`
    create table given (conversation text, at timestamptz);
    create function note() returns trigger language plpgsql as $$
    begin
      insert into given select new.conversation, new.lately[1 + nr % 60]
      from generate_series(old.sent, new.sent - 1) as nr;
      return new;
    end $$;
    create trigger noting after update on message_pace for each row execute function note();`)
    .execute(db);
}

/** Those of one conversation; of all, where it is empty. By the database's clock. */
export async function permitsGiven(db: Db, conversation: string): Promise<number[]> {
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from at) * 1000)::float8 as at from given
    where conversation = ${conversation} order by at`.execute(db);
  return rows.map(({ at }) => at);
}

/** Remembers every moment at which a permit for a call to Graph was given, which the ring forgets. */
export async function rememberCalls(db: Db): Promise<void> {
  await sql
    .raw(`
    create table given (name text, at timestamptz);
    create function note() returns trigger language plpgsql as $$
    begin insert into given values (new.name, new.taken_at); return new; end $$;
    create trigger noting after insert or update on pace_slot for each row execute function note();`)
    .execute(db);
}

/** Those of one limit, by the clock of the database. */
export async function callsGiven(db: Db, name: string): Promise<number[]> {
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from at) * 1000)::float8 as at from given where name = ${name} order by at`.execute(
    db,
  );
  return rows.map(({ at }) => at);
}

/** The most that any span of the rate's length held. */
export function fullest(times: readonly number[], { seconds }: Pick<Rate, 'seconds'>): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + seconds * 1000).length),
  );
}
