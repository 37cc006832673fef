import pg from 'pg';

/** A statement that every connection plans once, under its name. Columns come as they are called in it. */
export type LightStatement = { name: string; text: string };

/**
 * The same database for a few short statements that people wait for. A commit does not wait for the disk, so only what
 * a crash of the database itself may forget goes here (docs/decisions/0010), and statements stay planned, because
 * planning takes longer than carrying them out.
 */
export type Light = <Row extends object>(
  statement: LightStatement,
  values: readonly unknown[],
) => Promise<Row[]>;

export function openLight(options: {
  connectionString: string;
  maxConnections: number;
  onIdleError: (error: Error) => void;
}): { light: Light; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections,
    options: '-c synchronous_commit=off',
  });
  pool.on('error', options.onIdleError);
  const light: Light = async <Row extends object>(
    statement: LightStatement,
    values: readonly unknown[],
  ) => (await pool.query<Row>({ ...statement, values: [...values] })).rows;
  return { light, pool };
}

/** Whether the server refused the statement and took back what it had done. Of one without an answer nothing is known. */
export function wasUndone(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === 'ERROR';
}
