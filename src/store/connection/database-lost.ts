import pg from 'pg';

/** The connection broke, or stayed silent, during a statement. The server may have carried it out. */
export class AnswerLost extends Error {
  readonly how: 'cut' | 'silence';
  constructor(options: ErrorOptions, how: AnswerLost['how'] = 'cut') {
    super('The database did not answer', options);
    this.name = 'AnswerLost';
    this.how = how;
  }
}

/** The bot got no connection in time, and asked the database nothing. */
export class DatabaseAway extends Error {
  constructor(options: ErrorOptions) {
    super('The database cannot be reached', options);
    this.name = 'DatabaseAway';
  }
}

/**
 * True where the server refused the statement and rolled it back. Without an answer nobody knows what the statement
 * did.
 */
export function wasUndone(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !isFatal(error);
}

/** The codes with which a server ends a session. Its words for the severity are in its own language. */
const endsSession = /^(57P0[1-5]|25P0[34]|08...|28...|3D000|53300)$/;

const isFatal = ({ severity = '', code = '' }: pg.DatabaseError) =>
  severity === 'FATAL' || severity === 'PANIC' || endsSession.test(code);

/**
 * True where the connection is of no more use: it is cut, its server stops, or its server became a copy in a failover.
 */
export function endsConnection(error: unknown): boolean {
  return !wasUndone(error) || isReadOnly(error);
}

const readOnly = '25006';

/** The fault of a server that takes no changes for now. A server made read-only by a failover answers all the rest. */
export const readOnlyServer = (): pg.DatabaseError =>
  Object.assign(new pg.DatabaseError('The database is read-only', 0, 'error'), {
    severity: 'ERROR',
    code: readOnly,
  });

/** True where the server refused a change because it is read-only for now. The statement had no effect. */
export const isReadOnly = (error: unknown): boolean => codeOf(error) === readOnly;

/** True where the statement waited too long for somebody's lock. It had no effect. */
export const isLockedOut = (error: unknown): boolean => codeOf(error) === '55P03';

/**
 * https://www.postgresql.org/docs/current/errcodes-appendix.html: stopping, starting, in recovery, read-only; no room
 * for one more.
 */
const forNow = /^(57P0[1-5]|53300|08...|25006)$/;
const cutShort = /terminated|timeout|not queryable/i;
const network = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EAI_AGAIN', 'ENOTFOUND', 'EADDRNOTAVAIL'],
];

/** True where another try may connect a moment later; not with a wrong password, or without rights. */
export function mayPass(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(mayPass);
  if (error instanceof pg.DatabaseError) return forNow.test(error.code ?? '');
  const code = codeOf(error);
  if (code !== undefined) return network.includes(code);
  // The driver's errors for a connection that was cut or stayed silent too long have no code.
  return error instanceof AnswerLost || (error instanceof Error && cutShort.test(error.message));
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
