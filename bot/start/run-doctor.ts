import { type Config, ConfigFault, readConfig } from '../../src/config.ts';
import type { Env } from '../../src/env-reader.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import type { Project } from '../../src/guests/project/project.ts';
import { ProjectsFault, parseProjects } from '../../src/guests/project/project-file.ts';
import { secretFaults, secretText } from '../../src/secret-text.ts';
import { type Finding, inArea } from '../../src/work/doctor/finding.ts';
import { createChannel } from '../activities/channel-auth.ts';
import { dnsRecords } from '../doctor/dns-records.ts';
import { ownCredentials } from '../doctor/own-credentials.ts';
import { examineBot } from './examine-bot.ts';
import { lookAtDatabase } from './look-at-database.ts';
import { openDoctorGraph } from './open-doctor-graph.ts';
import { readSetFile } from './read-set-file.ts';
import { tryTestGuest } from './try-test-guest.ts';

const found = inArea('configuration');

export type Machine = {
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  newId: () => string;
  node: string;
  /** The address of a guest to invite for a moment. Undefined: nothing is invited. */
  testGuest?: string | undefined;
};

/** Examines what this environment configures, without a bot that runs. Changes nothing without a test guest. */
export async function runDoctor(env: Env, machine: Machine): Promise<Finding[]> {
  const config = configIn(env);
  if (Array.isArray(config)) return config;
  const { projects, findings } = await projectsIn(config.projectsFile);
  const database = await lookAtDatabase(config.database, config.tenantId);
  try {
    const examined = await examineBot({
      ...machine,
      config,
      credentials: ownCredentials(config, secretText),
      graph: openDoctorGraph(config, { newRequestId: machine.newId, sleep: machine.sleep }),
      projects,
      channelFaults: database.channelFaults,
      database: async () => database.findings,
      records: config.loopback ? undefined : dnsRecords(),
      botToken: () => tokenOf(config),
    });
    const tried =
      machine.testGuest === undefined
        ? []
        : await tryTestGuest({ config, projects }, machine.testGuest, machine);
    return [found('configuration sound'), ...findings, ...examined, ...tried];
  } finally {
    await database.close();
  }
}

/** The configuration, or a finding for each of its faults. */
function configIn(env: Env): Config | Finding[] {
  try {
    const config = readConfig(env);
    const faults = secretFaults(config);
    return faults.length === 0 ? config : configurationFaults(faults);
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error;
    return configurationFaults(error.faults);
  }
}

const configurationFaults = (faults: readonly string[]): Finding[] => [
  ...faults.map((text) => found('configuration fault', { text })),
  found('configuration first'),
];

async function projectsIn(
  file: string,
): Promise<{ projects: readonly Project[]; findings: readonly Finding[] }> {
  try {
    const projects = parseProjects(await readSetFile('PROJECTS_FILE', file));
    return { projects, findings: [found('projects file sound', { count: projects.length })] };
  } catch (error) {
    const texts =
      error instanceof ProjectsFault
        ? error.faults.map(({ place, words }) => `${place}: ${words}`)
        : [error instanceof Error ? error.message : String(error)];
    const findings = texts.map((text) => found('projects file fault', { text }));
    return { projects: [], findings };
  }
}

async function tokenOf(config: Config): Promise<string | undefined> {
  const log = { info: () => undefined, warn: () => undefined };
  return await (await createChannel(config, { log, managedIdentity })).tokens.get();
}
