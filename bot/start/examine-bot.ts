import { setTimeout } from 'node:timers/promises';
import type { Config } from '../../src/config.ts';
import type { Project } from '../../src/guests/project/project.ts';
import type { Reason } from '../../src/guests/reason.ts';
import { checkClock } from '../../src/work/doctor/check-clock.ts';
import { checkFit } from '../../src/work/doctor/check-fit.ts';
import { checkMailRecords, type MailRecords } from '../../src/work/doctor/check-mail-records.ts';
import { checkPermissions } from '../../src/work/doctor/check-permissions.ts';
import { checkTenant } from '../../src/work/doctor/check-tenant.ts';
import {
  checkCredentials,
  type OwnCredential,
} from '../../src/work/doctor/credentials-end-soon.ts';
import { examine, type InTime, type LookedPart } from '../../src/work/doctor/examine.ts';
import { type Finding, inArea } from '../../src/work/doctor/finding.ts';
import { featuresOf } from '../../src/work/doctor/permission-table.ts';
import { checkEndpoint } from '../doctor/check-endpoint.ts';
import { namedGroups } from '../doctor/named-groups.ts';
import type { DoctorGraph } from './open-doctor-graph.ts';

export type Examined = {
  config: Pick<Config, 'http' | 'groups' | 'tenantId' | 'loopback'>;
  /** The credentials with which the bot signs in. */
  credentials: readonly OwnCredential[];
  graph: DoctorGraph;
  projects: readonly Project[];
  /** Absent without a database, which knows the channels. */
  channelFaults?: ((project: Project) => Promise<Reason[]>) | undefined;
  database: () => Promise<readonly Finding[]>;
  /** Absent on one machine, whose tenant's domains are nobody's. */
  records?: MailRecords | undefined;
  /** A token to write to Teams with. Undefined where none is needed. Throws where it is refused. */
  botToken: () => Promise<string | undefined>;
  now: () => Date;
  newId: () => string;
  /** How long each part may take. */
  patienceMs?: number;
  /** How long the bot's own address may take to answer a call. */
  answerWithinMs?: number;
  /** The version of Node, such as `26.10.0`. */
  node: string;
};

/** The oldest Node that package.json allows. */
const leastNode = '22.18';

/** People wait for the answer, and the whole of it takes ten seconds at most. */
const usualPatienceMs = 8_000;

const within =
  (ms: number): InTime =>
  (work) =>
    Promise.race([work, setTimeout(ms, undefined, { ref: false })]);

/** Looks at everything that the bot needs, and changes nothing. */
export async function examineBot(parts: Examined): Promise<Finding[]> {
  const { config, graph, now } = parts;
  const state = await graph.state();
  const ofGraph = state === 'answers' ? graphChecks(parts) : closed;
  const checks: LookedPart[] = [
    { area: 'credentials', look: async () => [graphState(state), await botToken(parts)] },
    ...ofGraph,
    {
      area: 'endpoint',
      look: () => checkEndpoint(config.loopback ? undefined : config.http.publicUrl, parts),
    },
    { area: 'database', look: parts.database },
    { area: 'versions', look: async () => [checkNode(parts.node)] },
  ];
  const found = await examine(checks, within(parts.patienceMs ?? usualPatienceMs));
  return [...found, checkClock(now(), graph.now())];
}

/** Stands in the place of the checks that need Graph. */
const closed = (['permissions', 'tenant', 'mail', 'projects'] as const).map((area) => ({
  area,
  look: async () => [inArea(area)('graph needed')],
}));

function graphState(state: 'answers' | 'refused' | 'not reached'): Finding {
  const found = inArea('credentials');
  switch (state) {
    case 'answers':
      return found('graph answers');
    case 'refused':
      return found('graph credentials refused');
    case 'not reached':
      return found('graph not reached');
  }
}

async function botToken({ botToken: ask }: Examined): Promise<Finding> {
  const found = inArea('credentials');
  const token = await ask().catch(() => '');
  if (token === undefined) return found('bot token not needed');
  return found(token === '' ? 'bot token refused' : 'bot token given');
}

function graphChecks(parts: Examined): LookedPart[] {
  const { config, graph, projects, credentials, now } = parts;
  const appId = credentials.find(({ what }) => what === 'graph')?.appId || undefined;
  const groups = namedGroups(config.groups);
  return [
    {
      area: 'credentials',
      look: () => checkCredentials({ readEnds: graph.readCredentialEnds, now }, credentials),
    },
    {
      area: 'permissions',
      look: () =>
        checkPermissions(
          {
            appId,
            probe: graph.probe,
            readTokenRoles: graph.readTokenRoles,
            readApplication: () => graph.readOwnApplication(appId ?? ''),
          },
          featuresOf(projects),
        ),
    },
    { area: 'tenant', look: () => checkTenant(graph, { tenantId: config.tenantId, groups }) },
    {
      area: 'projects',
      look: () =>
        checkFit(
          {
            ...graph,
            channelFaults: parts.channelFaults,
            rightsGroups: groups.map(({ id }) => id),
            ownAppIds: new Set(credentials.map((each) => each.appId)),
          },
          projects,
        ),
    },
    { area: 'mail', look: () => checkRecords(parts) },
    { area: 'notifications', look: () => checkSubscription(parts) },
  ];
}

async function checkRecords({ graph, records }: Examined): Promise<Finding[]> {
  const { primaryDomain } = await graph.readTenant();
  const isOwn = !/\.onmicrosoft\.(com|us|cn)$/.test(primaryDomain);
  return records !== undefined && isOwn ? await checkMailRecords(records, primaryDomain) : [];
}

async function checkSubscription({ config, graph }: Examined): Promise<Finding[]> {
  const found = inArea('notifications');
  const base = config.http.publicUrl?.replace(/\/$/, '');
  if (base === undefined) return [found('notifications off')];
  // Without this permission Graph lists none, which says nothing.
  if ((await graph.probe('User.Read.All')) === 'refused') return [];
  const held = await graph.listSubscriptions();
  const isLive = held.some(({ notificationUrl }) => notificationUrl.startsWith(`${base}/`));
  return [found(isLive ? 'subscription live' : 'subscription missing')];
}

function checkNode(node: string): Finding {
  const found = inArea('versions');
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = leastNode.split('.').map(Number);
  const isOld = major < leastMajor || (major === leastMajor && minor < leastMinor);
  return found(isOld ? 'node too old' : 'versions fit', { node, least: leastNode });
}
