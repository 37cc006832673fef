import type { DatabaseConfig } from '../../src/config-database.ts';
import { endlessPatience } from '../../src/store/connection/connections.ts';
import { checkServer } from '../../src/store/connection/start-faults.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';
import { runningServer } from '../../src/store/postgres/running-server.ts';

export type OpenData = { db: Db; connectionString: string; close: () => Promise<void> };

/**
 * Opens the bot's database for a program that copies it. `beside`: the bot may run meanwhile. `alone`: with a folder,
 * it must not. Throws with words for the operator.
 */
export async function openData(config: DatabaseConfig, how: 'beside' | 'alone'): Promise<OpenData> {
  const { connectionString, close } = await serverOf(config, how);
  const { db, pool } = openDatabase({
    connectionString,
    maxConnections: 2,
    patience: endlessPatience,
    onIdleError() {},
  });
  return {
    db,
    connectionString,
    async close() {
      await pool.end();
      await close();
    },
  };
}

async function serverOf(config: DatabaseConfig, how: 'beside' | 'alone') {
  const close = async () => undefined;
  if (config.kind === 'server') {
    await checkServer(config.url, async () => undefined, 0);
    return { connectionString: config.url, close };
  }
  const running = how === 'beside' ? await runningServer(config.dataDir) : undefined;
  if (running !== undefined && (await answers(running)))
    return { connectionString: running, close };
  return await openEmbedded(config.dataDir, { log: { info: () => undefined } });
}

/** A folder may still hold the files of a server that died. */
async function answers(url: string): Promise<boolean> {
  return await checkServer(url, async () => undefined, 0).then(
    () => true,
    () => false,
  );
}
