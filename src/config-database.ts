import type { EnvReader } from './env-reader.ts';

export type DatabaseConfig =
  | { kind: 'server'; url: string }
  | { kind: 'embedded'; dataDir: string };

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
  }
  return { kind: 'server', url };
}

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
