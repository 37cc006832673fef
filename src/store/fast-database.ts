import { type Connections, openConnections, shortPatience } from './connection/connections.ts';
import { AnswerLost, isReadOnly } from './connection/database-lost.ts';

/** A statement that each connection plans once, under its name. Rows keep the column names of the statement. */
export type LightStatement = { name: string; text: string };

/**
 * Runs short statements that a person waits for. A commit does not wait for the disk, so they may write only what a
 * crash of the database may lose (docs/decisions/0010). They stay planned, because planning takes longer than
 * running them. A statement whose answer was lost runs again, so each must do no harm when it runs twice.
 */
export type Light = <Row extends object>(
  statement: LightStatement,
  values: readonly unknown[],
) => Promise<Row[]>;

/** After so many lost answers in a row the caller gets the error. */
const mostLost = 5;

/** Opens the pool for light statements. `onIdleError` is as in `openDatabase`. */
export function openLight(options: {
  connectionString: string;
  maxConnections: number;
  onIdleError: (error: Error) => void;
}): { light: Light; pool: Connections } {
  const pool = openConnections({
    connectionString: options.connectionString,
    max: options.maxConnections,
    patience: shortPatience,
    settings: { synchronous_commit: 'off' },
    onLost: options.onIdleError,
  });

  async function once<Row extends object>(
    statement: LightStatement,
    values: readonly unknown[],
  ): Promise<Row[]> {
    const line = await pool.connect();
    try {
      return (await line.query<Row>({ ...statement, values: [...values] })).rows;
    } finally {
      line.release();
    }
  }

  const light: Light = async <Row extends object>(
    statement: LightStatement,
    values: readonly unknown[],
  ) => {
    for (let lost = 1; ; lost += 1) {
      try {
        return await once<Row>(statement, values);
      } catch (error) {
        const isAway = error instanceof AnswerLost || isReadOnly(error);
        if (!isAway || lost === mostLost) throw error;
      }
    }
  };
  return { light, pool };
}
