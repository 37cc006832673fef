import pg from 'pg';

/**
 * The lock on a data folder. A connection of its own holds it; the server frees it the moment the bot dies, so no
 * leftover lock needs judging.
 */
export type FolderLock = {
  connectionString: string;
  /** Tells once, when the connection breaks, or at once if it has. */
  onLost(tell: (error: Error) => void): void;
  release(): Promise<void>;
};

type Taken =
  | { kind: 'held'; lock: FolderLock }
  | { kind: 'taken' }
  | { kind: 'free' }
  | { kind: 'no answer' };

/** `look`: only finds out whether the lock is free. */
export type How = 'take' | 'look';

const lockKey = 473_826_501;

/** PostgreSQL shows a key of 64 bits in two parts, of which the first is 0 here. */
const statements: Readonly<Record<How, string>> = {
  take: `select case when pg_try_advisory_lock($1::bigint) then 'held' else 'taken' end as lock`,
  look: `select case when exists (
      select from pg_locks where locktype = 'advisory' and granted and objsubid = 1
        and classid = 0 and objid = $1::bigint::oid
    ) then 'taken' else 'free' end as lock`,
};

/**
 * Takes the lock, or looks at it. `taken`: another bot holds it. `no answer`: no server of ours answers; it may be
 * starting, stopping or a stranger.
 */
export async function takeFolderLock(
  server: { port: number; password: string },
  how: How,
): Promise<Taken> {
  const connectionString = `postgres://guestlist:${server.password}@127.0.0.1:${server.port}/postgres`;
  const client = new pg.Client({
    connectionString,
    application_name: 'guestlist folder lock',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  const broken = Promise.withResolvers<Error>();
  client.on('error', broken.resolve);
  const kind = await connectAndAsk(client, how);
  if (kind === undefined) return { kind: 'no answer' };
  if (kind !== 'held') {
    await client.end();
    return { kind };
  }
  const lock: FolderLock = {
    connectionString,
    onLost: (tell) => void broken.promise.then(tell),
    release: () => client.end(),
  };
  return { kind: 'held', lock };
}

/** Undefined: no server of ours answers there now; it may be starting, stopping or a stranger. */
async function connectAndAsk(
  client: pg.Client,
  how: How,
): Promise<'held' | 'taken' | 'free' | undefined> {
  try {
    await client.connect();
    const answer = await client.query<{ lock: 'held' | 'taken' | 'free' }>(statements[how], [
      lockKey,
    ]);
    return answer.rows[0]?.lock;
  } catch {
    await client.end().catch(() => {});
    return undefined;
  }
}
