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

type Taken = { kind: 'held'; lock: FolderLock } | { kind: 'taken' } | { kind: 'no answer' };

const lockKey = 473_826_501;

/**
 * Takes the lock. `taken`: another bot holds it. `no answer`: no server of ours answers; it may be starting,
 * stopping or a stranger.
 */
export async function takeFolderLock(server: { port: number; password: string }): Promise<Taken> {
  const connectionString = `postgres://guestlist:${server.password}@127.0.0.1:${server.port}/postgres`;
  const client = new pg.Client({
    connectionString,
    application_name: 'guestlist folder lock',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  const broken = Promise.withResolvers<Error>();
  client.on('error', broken.resolve);
  const held = await connectAndTry(client);
  if (held === undefined) return { kind: 'no answer' };
  if (!held) {
    await client.end();
    return { kind: 'taken' };
  }
  const lock: FolderLock = {
    connectionString,
    onLost: (tell) => void broken.promise.then(tell),
    release: () => client.end(),
  };
  return { kind: 'held', lock };
}

/** Undefined: no server of ours answers there now; it may be starting, stopping or a stranger. */
async function connectAndTry(client: pg.Client): Promise<boolean | undefined> {
  try {
    await client.connect();
    const answer = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1::bigint) as held',
      [lockKey],
    );
    return answer.rows[0]?.held === true;
  } catch {
    await client.end().catch(() => {});
    return undefined;
  }
}
