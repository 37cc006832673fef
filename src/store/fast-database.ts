import { type Connections, openConnections, shortPatience } from './connections.ts';
import { AnswerLost } from './database-lost.ts';

/** A statement that every connection plans once, under its name. Columns come as they are called in it. */
export type LightStatement = { name: string; text: string };

/**
 * The same database for a few short statements that people wait for. A commit does not wait for the disk, so only what
 * a crash of the database itself may forget goes here (docs/decisions/0010), and statements stay planned, because
 * planning takes longer than carrying them out. A statement whose answer was lost is carried out again: each must be
 * such that twice does no harm.
 */
export type Light = <Row extends object>(
  statement: LightStatement,
  values: readonly unknown[],
) => Promise<Row[]>;

/** Answers that are lost one after the other are somebody else's affair. */
const mostLost = 5;

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
        if (!(error instanceof AnswerLost) || lost === mostLost) throw error;
      }
    }
  };
  return { light, pool };
}
