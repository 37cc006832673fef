import type { DatabaseConfig } from '../../src/config-database.ts';
import type { Project } from '../../src/guests/project/project.ts';
import type { Reason } from '../../src/guests/reason.ts';
import { checkServer } from '../../src/store/connection/start-faults.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { compareMigrations } from '../../src/store/migrate.ts';
import { readServerFacts } from '../../src/store/server-facts.ts';
import { checkDatabase } from '../../src/work/doctor/check-database.ts';
import { type Finding, inArea } from '../../src/work/doctor/finding.ts';
import { channelFaults } from '../../src/work/projects/check-project.ts';

const found = inArea('database');

/** The database as the doctor sees it. */
export type LookedAt = {
  findings: readonly Finding[];
  /** Absent where the database does not know the channels. */
  channelFaults?: (project: Project) => Promise<Reason[]>;
  close: () => Promise<void>;
};

/** Looks at the configured database from outside the bot, and changes nothing there. */
export async function lookAtDatabase(
  config: DatabaseConfig,
  tenantId: string | undefined,
): Promise<LookedAt> {
  const close = async () => undefined;
  // To look into the folder, somebody would have to start its server.
  if (config.kind === 'embedded') return { findings: [found('database embedded')], close };
  try {
    await checkServer(config.url, async () => undefined, 0);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { findings: [found('database fault', { text })], close };
  }
  return await lookInside(config.url, tenantId);
}

async function lookInside(
  connectionString: string,
  tenantId: string | undefined,
): Promise<LookedAt> {
  const { db, pool } = openDatabase({ connectionString, maxConnections: 1, onIdleError() {} });
  const findings = await checkDatabase({
    readFacts: () => readServerFacts(db),
    migrations: () => compareMigrations(db),
  });
  const isReady = !findings.some(({ code }) => code === 'migrations pending');
  return {
    findings,
    ...(isReady && tenantId !== undefined && { channelFaults: channelsIn(db, tenantId) }),
    close: () => pool.end(),
  };
}

/** Makes the check that names a fault where the bot knows neither a project's channel nor its team. */
export const channelsIn = (db: Db, tenantId: string) => (project: Project) =>
  channelFaults({ db }, tenantId, project);
