import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import type { Rate } from '../../src/store/steps/call-pace.ts';

/** Stores the time of every permit for a message, because the rings forget it. */
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

/** The times of one conversation, or of all when it is empty, by the database's clock. */
export async function permitsGiven(db: Db, conversation: string): Promise<number[]> {
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from at) * 1000)::float8 as at from given
    where conversation = ${conversation} order by at`.execute(db);
  return rows.map(({ at }) => at);
}

/** Stores the time of every permit for a call to Graph, because the ring forgets it. */
export async function rememberCalls(db: Db): Promise<void> {
  await sql
    .raw(`
    create table given (name text, at timestamptz);
    create function note() returns trigger language plpgsql as $$
    begin insert into given values (new.name, new.taken_at); return new; end $$;
    create trigger noting after insert or update on pace_slot for each row execute function note();`)
    .execute(db);
}

/** The times of one limit, by the database's clock. */
export async function callsGiven(db: Db, name: string): Promise<number[]> {
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from at) * 1000)::float8 as at from given where name = ${name} order by at`.execute(
    db,
  );
  return rows.map(({ at }) => at);
}

/** The most times in any span of the rate's length. */
export function fullest(times: readonly number[], { seconds }: Pick<Rate, 'seconds'>): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + seconds * 1000).length),
  );
}
