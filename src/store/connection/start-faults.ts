import pg from 'pg';
import { connecting } from './connections.ts';
import { mayPass } from './database-lost.ts';

/** Why the database that DATABASE_URL names cannot be used. The words are for whoever starts the bot; no secret is in them. */
export class DatabaseUnusable extends Error {
  constructor(why: string, options: ErrorOptions) {
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
      return await connectOnce(connectionString);
    } catch (error) {
      if (!mayPass(error) || isName(error) || performance.now() > until)
        throw unusable(error, connectionString);
      await sleep(500);
    }
  }
}

async function connectOnce(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, ...connecting({}) });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select');
  } finally {
    client.end().catch(() => undefined);
  }
}

/** Says in words why the start could not use the database. Returns any other error as it is. */
export function unusable(error: unknown, connectionString: string): unknown {
  const why = whyOf(rootOf(error), new URL(connectionString));
  return why === undefined ? error : new DatabaseUnusable(why, { cause: error });
}

function rootOf(error: unknown): unknown {
  if (error instanceof AggregateError) return rootOf(error.errors[0]);
  const isWrapped = error instanceof Error && error.cause instanceof Error;
  return isWrapped && codeOf(error) === undefined ? rootOf(error.cause) : error;
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** A name that nobody knows is most likely misspelt. */
const isName = (error: unknown) => codeOf(error) === 'ENOTFOUND';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, and the codes of Node's sockets and of OpenSSL. */
function whyOf(error: unknown, url: URL): string | undefined {
  const user = decodeURIComponent(url.username);
  const name = decodeURIComponent(url.pathname.slice(1));
  const { host } = url;
  const text = error instanceof Error ? error.message : '';
  const code = codeOf(error);
  switch (code) {
    case '28P01':
      return `the server at ${host} refuses the password of ${user}.`;
    case '28000':
      return /no encryption|SSL off/i.test(text)
        ? `the server at ${host} lets nobody in without TLS. Add ?sslmode=verify-full.`
        : `the server at ${host} does not let ${user} into the database ${name} from here (pg_hba.conf).`;
    case '3D000':
      return `the server at ${host} has no database ${name}.`;
    case '42501':
      return `${user} may not make tables in the database ${name}. Grant CREATE on the database and on its schema public, at least for this start.`;
    case '53300':
      return `the server at ${host} has no room for more connections.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `there is no host ${url.hostname}.`;
    case 'ECONNREFUSED':
      return `nothing listens at ${host}.`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return `${host} cannot be reached from here.`;
    case '57P03':
      return `the server at ${host} is starting or stopping.`;
    default:
      return tlsFault(code ?? '', text, host) ?? silence(text, host);
  }
}

function tlsFault(code: string, text: string, host: string): string | undefined {
  if (/does not support SSL/.test(text))
    return `the server at ${host} knows no TLS. Take sslmode away only where nobody can listen in between.`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code))
    return `the certificate of ${host} is not one that this machine trusts (${code}). Name its authority with sslrootcert.`;
  return undefined;
}

function silence(text: string, host: string): string | undefined {
  return /timeout|terminated/i.test(text)
    ? `${host} does not answer as PostgreSQL does.`
    : undefined;
}
