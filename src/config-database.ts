import type { EnvReader } from './env-reader.ts';

export type DatabaseConfig =
  | { kind: 'server'; url: string }
  | { kind: 'embedded'; dataDir: string };

/**
 * Reads where the database is: a server, or a folder for the bot's own PostgreSQL. Notes a fault if both are named, if
 * none is named outside loopback mode, or if the bot cannot use the server's address.
 */
export function databaseConfig(read: EnvReader, loopback: boolean): DatabaseConfig {
  const url = read.text('DATABASE_URL');
  const dataDir = read.text('DATA_DIR');
  if (url === undefined) {
    if (dataDir === undefined && !loopback) {
      read.fault(
        'DATABASE_URL or DATA_DIR',
        'is not set. Name a PostgreSQL server, or a folder for one that the bot starts itself.',
      );
    }
    return { kind: 'embedded', dataDir: dataDir ?? './data' };
  }
  if (dataDir !== undefined) {
    read.fault('DATABASE_URL', 'is set beside DATA_DIR. Keep the one that holds your data.');
  }
  if (!/^postgres(ql)?:\/\/./.test(url)) {
    read.fault('DATABASE_URL', 'must begin with postgres://.');
  } else if (!isReadable(url)) {
    read.fault(
      'DATABASE_URL',
      'cannot be read. It has the form postgres://user:password@host:5432/name, in which : / ? # @ ' +
        'and % in a user or password are percent-encoded (@ as %40).',
    );
  } else {
    const fault = tlsFault(new URL(url).searchParams);
    if (fault !== undefined) read.fault('DATABASE_URL', fault);
  }
  return { kind: 'server', url };
}

const modes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];
const tlsNames = ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation'];

/** The driver passes over what it does not know, and might speak in the clear. */
function tlsFault(asked: URLSearchParams): string | undefined {
  const strange = [...asked.keys()].find((name) => /ssl|tls/i.test(name) && !isKnown(name));
  if (strange !== undefined)
    return `has a setting for TLS that the bot does not know. It knows ${tlsNames.join(', ')}.`;
  const mode = asked.get('sslmode');
  if (mode !== null && !modes.includes(mode)) return `sslmode must be one of ${modes.join(', ')}.`;
  const ssl = asked.get('ssl');
  if (ssl !== null && !['true', '1', '0'].includes(ssl)) return 'ssl must be true, 1 or 0.';
  return undefined;
}

const isKnown = (name: string) => tlsNames.includes(name) || name === 'uselibpqcompat';

function isReadable(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  try {
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
    return url.hostname !== '' || url.searchParams.has('host');
  } catch {
    return false;
  }
}
