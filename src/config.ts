import { addressReader } from './config-addresses.ts';
import { type DatabaseConfig, databaseConfig } from './config-database.ts';
import { type GraphCredential, graphCredential, graphUrl } from './config-graph.ts';
import { type Identity, loopbackIdentity, registeredIdentity } from './config-identity.ts';
import { type Env, type EnvReader, envReader, type RateSetting } from './env-reader.ts';

/** All settings from outside. Durations are milliseconds, ids lower case. */
export type Config = Identity & {
  loopback: boolean;
  http: { host: string; port: number; publicUrl: string | undefined };
  channelOpenIdUrl: string | undefined;
  serviceUrlHosts: readonly string[];
  sharePointHosts: readonly string[];
  graph: {
    url: string;
    credential: GraphCredential;
    invitations: RateSetting;
    writes: RateSetting;
  };
  groups: {
    inviters: string | undefined;
    bulkInviters: string | undefined;
    operators: string | undefined;
  };
  projectsFile: string;
  database: DatabaseConfig;
  limits: { bulkFrom: number; fileBytes: number; rows: number };
  times: {
    redemptionPoll: number;
    redemptionSweep: number;
    alertDigestWindow: number;
    draftLapses: number;
    retention: number;
    /** For this long, an account missing in the directory proves nothing. */
    replicationPatience: number;
    /** The bot treats a slower answer from Graph as lost. */
    graphTimeout: number;
  };
  metrics: { host: string; port: number } | undefined;
  /** Says by how many milliseconds the clock is ahead. In loopback mode only. */
  clockOffsetFile: string | undefined;
  logLevel: LogLevel;
};

const logLevels = ['debug', 'info', 'warn', 'error'] as const;
type LogLevel = (typeof logLevels)[number];

/** The service URLs of Teams in its public and government clouds. */
const teamsHosts = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
];

export class ConfigFault extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `Guestlist cannot start with this configuration:\n${faults.map((f) => `- ${f}`).join('\n')}\n` +
        '.env.sample explains every variable.',
    );
    this.name = 'ConfigFault';
    this.faults = faults;
  }
}

/** Throws ConfigFault with everything that is missing or wrong. It never repeats a secret. */
export function readConfig(env: Env): Config {
  const read = envReader(env);
  const loopback = read.flag('LOOPBACK');
  const address = addressReader(read, loopback);
  const identity = loopback ? loopbackIdentity(read) : registeredIdentity(read);
  const config: Config = {
    loopback,
    http: {
      host: address.listen('HOST', loopback ? '127.0.0.1' : '0.0.0.0'),
      port: read.port('PORT', 3978),
      publicUrl: address.https('PUBLIC_URL'),
    },
    ...identity,
    channelOpenIdUrl: address.httpsOrLocal('CHANNEL_OPENID_URL'),
    serviceUrlHosts: address.hosts('SERVICE_URL_HOSTS', teamsHosts),
    sharePointHosts: address.hosts('SHAREPOINT_HOSTS', undefined),
    graph: {
      url: graphUrl(read, address),
      credential: loopback ? { kind: 'none' } : graphCredential(read),
      invitations: read.rate('GRAPH_INVITATION_LIMIT', '120/5s'),
      writes: read.rate('GRAPH_WRITE_LIMIT', '2400/150s'),
    },
    groups: groups(read, loopback),
    projectsFile: read.text('PROJECTS_FILE') ?? 'projects.json',
    database: databaseConfig(read, loopback),
    limits: {
      bulkFrom: read.count('BULK_FROM', 20),
      fileBytes: read.count('MAX_FILE_BYTES', 10_485_760),
      rows: read.count('MAX_ROWS', 50_000),
    },
    times: times(read),
    metrics: metrics(read, address.listen),
    clockOffsetFile: clockOffsetFile(read, loopback),
    logLevel: read.oneOf('LOG_LEVEL', logLevels, 'info'),
  };
  if (read.faults.length > 0) throw new ConfigFault(read.faults);
  return config;
}

function groups(read: EnvReader, loopback: boolean): Config['groups'] {
  if (!loopback) {
    read.need('INVITERS_GROUP_ID', 'Give the id of the group whose members may invite.');
    read.need('OPERATORS_GROUP_ID', 'Give the id of the group that runs the bot.');
  }
  const inviters = read.id('INVITERS_GROUP_ID');
  return {
    inviters,
    bulkInviters: read.id('BULK_INVITERS_GROUP_ID') ?? inviters,
    operators: read.id('OPERATORS_GROUP_ID'),
  };
}

function times(read: EnvReader): Config['times'] {
  return {
    redemptionPoll: read.duration('REDEMPTION_POLL', 'PT5M', 'P1D'),
    redemptionSweep: read.duration('REDEMPTION_SWEEP', 'P1D', 'P30D'),
    alertDigestWindow: read.duration('ALERT_DIGEST_WINDOW', 'PT15S', 'P1D'),
    draftLapses: read.duration('DRAFT_LAPSES', 'P1D', 'P365D'),
    retention: read.duration('RETENTION', 'P365D', 'P36500D'),
    replicationPatience: read.duration('REPLICATION_PATIENCE', 'PT10M', 'P1D'),
    graphTimeout: read.duration('GRAPH_TIMEOUT', 'PT30S', 'PT10M'),
  };
}

function clockOffsetFile(read: EnvReader, loopback: boolean): string | undefined {
  const file = read.text('CLOCK_OFFSET_FILE');
  if (file !== undefined && !loopback) {
    read.fault(
      'CLOCK_OFFSET_FILE',
      'must not be set without LOOPBACK=true: it turns the clock on. Take it away.',
    );
  }
  return file;
}

type Metrics = Config['metrics'];

function metrics(read: EnvReader, readHost: (name: string, fallback: string) => string): Metrics {
  const host = readHost('METRICS_HOST', '127.0.0.1');
  return read.text('METRICS_PORT') === undefined
    ? undefined
    : { host, port: read.port('METRICS_PORT', 0) };
}
