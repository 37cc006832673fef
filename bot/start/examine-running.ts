import type { Config } from '../../src/config.ts';
import { secretText } from '../../src/secret-text.ts';
import { compareMigrations } from '../../src/store/migrate.ts';
import { activeProjects } from '../../src/store/projects.ts';
import { readServerFacts } from '../../src/store/server-facts.ts';
import { checkDatabase } from '../../src/work/doctor/check-database.ts';
import type { Finding } from '../../src/work/doctor/finding.ts';
import { dnsRecords } from '../doctor/dns-records.ts';
import { ownCredentials } from '../doctor/own-credentials.ts';
import { examineBot } from './examine-bot.ts';
import { channelsIn } from './look-at-database.ts';
import { openDoctorGraph } from './open-doctor-graph.ts';
import type { Parts } from './shared-parts.ts';

/** Examines the bot that runs, from inside: its database is open. */
export async function examineRunning(
  { config, newId }: { config: Config; newId: () => string },
  { work: { db, clock }, channel, tenant }: Pick<Parts, 'work' | 'channel' | 'tenant'>,
): Promise<Finding[]> {
  const tenantId = await tenant.now();
  return await examineBot({
    config: { ...config, tenantId },
    credentials: ownCredentials(config, secretText),
    graph: openDoctorGraph(config, { newRequestId: newId, sleep: clock.sleep }),
    projects: await activeProjects(db),
    ...(tenantId !== undefined && { channelFaults: channelsIn(db, tenantId) }),
    database: () =>
      checkDatabase({
        readFacts: () => readServerFacts(db),
        migrations: () => compareMigrations(db),
      }),
    records: config.loopback ? undefined : dnsRecords(),
    botToken: channel.tokens.get,
    now: clock.now,
    newId,
    node: process.versions.node,
  });
}
