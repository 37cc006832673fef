import pg from 'pg';
import { connecting } from './connections.ts';
import { AnswerLost, DatabaseAway, mayPass } from './database-lost.ts';
import { breaks, faultWords, otherWords } from './fault-words.ts';
import { sharesSessions } from './pooler.ts';

/**
 * Why the bot cannot use the database that DATABASE_URL names. The words are for the person who starts the bot; no
 * secret is in them.
 */
export class DatabaseUnusable extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(`DATABASE_URL: ${why}`, options);
    this.name = 'DatabaseUnusable';
  }
}

/** A server that starts at the same time needs so long. */
const patienceMs = 10_000;

/** Connects once. Tries again for a while where the server may only be starting. Throws DatabaseUnusable. */
export async function checkServer(
  connectionString: string,
  sleep: (ms: number) => Promise<void>,
  waitMs = patienceMs,
): Promise<void> {
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      const why = unfit(await connectOnce(connectionString));
      if (why === undefined) return;
      throw new DatabaseUnusable(why);
    } catch (error) {
      if (error instanceof DatabaseUnusable) throw error;
      if (!mayPass(error) || isName(error) || performance.now() > until)
        throw said(error, connectionString);
      await sleep(500);
    }
  }
}

/**
 * The facts that a server tells about itself. `version` as in 180001. `room`: the most connections that it gives the
 * bot at once. `shared`: a pooler gives the bot another of its connections for each transaction.
 */
export type Server = {
  version: number;
  encoding: string;
  readOnly: boolean;
  room: number;
  shared: boolean;
};

async function connectOnce(connectionString: string): Promise<Server> {
  const open = () => new pg.Client({ connectionString, ...connecting({}) });
  const client = open();
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Omit<Server, 'shared'>>(`
      select current_setting('server_version_num')::int as version,
        current_setting('server_encoding') as encoding,
        current_setting('transaction_read_only') = 'on' as "readOnly",
        least(
          current_setting('max_connections')::int,
          nullif((select rolconnlimit from pg_roles where rolname = current_user), -1),
          nullif((select datconnlimit from pg_database where datname = current_database()), -1)
        ) as room`);
    const [server] = rows;
    if (server === undefined) throw new Error('The server says nothing of itself');
    return { ...server, shared: await sharesSessions(client, open) };
  } finally {
    client.end().catch(() => undefined);
  }
}

/** The oldest that pg-boss takes. */
const oldest = 13;
/** The connections of all pools of one replica (docs/operations.md). */
export const mostConnections = 22;

/** Says in words why the bot cannot use such a server. Undefined: it can. */
export function unfit({ version, encoding, readOnly, room, shared }: Server): string | undefined {
  const major = Math.floor(version / 10_000);
  if (major < oldest)
    return `the server is PostgreSQL ${major}. Guestlist needs ${oldest} or a newer one.`;
  if (encoding !== 'UTF8')
    return `the database cannot hold every name: it is in ${encoding}. Make one with ENCODING 'UTF8'.`;
  if (readOnly)
    return 'the server only reads: it is a copy, or its role may not write. Name the server that writes.';
  if (shared)
    return 'a pooler in transaction mode stands before the server, and the bot loses its settings and locks there. Put it into session mode (pool_mode = session), or name the server itself.';
  if (room < mostConnections)
    return `one replica opens up to ${mostConnections} connections, and may have ${room} (CONNECTION LIMIT of the role or database, max_connections).`;
  return undefined;
}

/** Says in words why the start could not use the database. Returns any other error as it is. */
export function unusable(error: unknown, connectionString: string): unknown {
  const why = faultWords(rootOf(error), connectionString);
  return why === undefined ? error : new DatabaseUnusable(why, { cause: error });
}

/** For the first connection, where every error is about the database. */
function said(error: unknown, connectionString: string): DatabaseUnusable {
  const root = rootOf(error);
  const why = faultWords(root, connectionString) ?? otherWords(root, connectionString);
  return new DatabaseUnusable(why, { cause: error });
}

/** True where the error comes from the database, not from Graph or anything else that a start needs. */
export function isOfDatabase(error: unknown): boolean {
  if (error instanceof DatabaseUnusable) return false;
  if (error instanceof pg.DatabaseError || error instanceof DatabaseAway) return true;
  if (error instanceof AnswerLost) return true;
  return error instanceof Error && error.cause !== undefined && isOfDatabase(error.cause);
}

/**
 * True where the connection broke, or the server stopped taking changes, after it had let the bot in: another start may
 * succeed a moment later. False where the server has no room: an operator has to make some.
 */
export function fellAway(error: unknown): boolean {
  const errors = causesOf(error);
  if (errors.some((each) => each instanceof DatabaseUnusable || codeOf(each) === noRoom))
    return false;
  return errors.some(mayPass);
}

/** The code of a server, a role or a database without room for one more connection. */
const noRoom = '53300';

/** The error and what lies behind it, the outermost first. */
function causesOf(error: unknown): unknown[] {
  const next = error instanceof AggregateError ? error.errors[0] : undefined;
  const behind = next ?? (error instanceof Error ? error.cause : undefined);
  return behind === undefined ? [error] : [error, ...causesOf(behind)];
}

/** The words for a connection that broke in each start, as long as the bot tried. */
export const neverHeld = (error: unknown, connectionString: string): DatabaseUnusable =>
  new DatabaseUnusable(breaks(connectionString), { cause: error });

function rootOf(error: unknown): unknown {
  if (error instanceof AggregateError) return rootOf(error.errors[0]);
  const isWrapped = error instanceof Error && error.cause instanceof Error;
  return isWrapped && codeOf(error) === undefined ? rootOf(error.cause) : error;
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** A name that nobody knows is most likely misspelt. */
const isName = (error: unknown) => codeOf(error) === 'ENOTFOUND';
