import pg from 'pg';
import { AnswerLost, endsConnection, wasUndone } from './database-lost.ts';
import type { Pulse } from './pulse.ts';

/** One connection, while it is in use. */
export type ConnectionInUse = {
  /** Throws AnswerLost where nobody knows whether the statement was carried out. */
  query<Row extends object>(
    statement: string | pg.QueryConfig<unknown[]>,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>;
  /** `destroy`: nobody else gets this connection. */
  release(destroy?: boolean): void;
};

/** Takes a connection into use. `answerMs`: how long an answer may take; 0: for ever. */
export function useConnection(
  client: pg.PoolClient,
  { pulse, answerMs }: { pulse: Pulse; answerMs: number },
): ConnectionInUse {
  let isBroken = false;
  return {
    async query<Row extends object>(
      statement: string | pg.QueryConfig<unknown[]>,
      values?: readonly unknown[],
    ) {
      try {
        const asked = client.query<Row, unknown[]>(statement, values && [...values]);
        const result = await inTime(client, answerMs, asked);
        pulse.beat(client);
        return result;
      } catch (error) {
        const { isEnd, told } = sort(error);
        if (isEnd) pulse.missed(told);
        else pulse.beat(client);
        isBroken ||= isEnd;
        throw told;
      }
    },
    release(destroy = false) {
      if (isBroken) cut(client);
      client.release(isBroken || destroy);
    },
  };
}

function sort(error: unknown): { isEnd: boolean; told: unknown } {
  if (!endsConnection(error)) return { isEnd: false, told: error };
  const told =
    wasUndone(error) || error instanceof AnswerLost ? error : new AnswerLost({ cause: error });
  return { isEnd: true, told };
}

/** Waits for an answer so long, then cuts the connection and throws AnswerLost. 0: for ever. */
export async function inTime<T>(client: pg.ClientBase, ms: number, asked: Promise<T>): Promise<T> {
  if (ms === 0) return await asked;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    cut(client);
  }, ms);
  try {
    return await asked;
  } catch (cause) {
    throw isLate ? new AnswerLost({ cause }, 'silence') : cause;
  } finally {
    clearTimeout(timer);
  }
}

/** Cuts a connection without a goodbye, for which a dead one would wait for ever. */
export function cut(client: pg.ClientBase): void {
  if (client instanceof pg.Client) client.connection.stream.destroy();
}
