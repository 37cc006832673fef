import type { Config } from '../../src/config.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import { graphTime } from '../../src/graph/client/graph-time.ts';
import { projectAt, type Staged } from '../../src/guests/approval/stages.ts';
import type { Light } from '../../src/store/fast-database.ts';
import { activeProjects } from '../../src/store/projects.ts';
import type { ReviewDeps } from '../../src/work/facts/read-facts.ts';
import { createPacer, type Pacer } from '../../src/work/ledger/pacer.ts';
import type { WorkDeps } from '../../src/work/runtime/work-deps.ts';
import type { Announcer } from '../../src/work/telling/announcer.ts';
import { ownersOf } from '../../src/work/telling/audience.ts';
import { type Channel, createChannel } from '../activities/channel-auth.ts';
import { createAnnouncer } from '../sending/announcer.ts';
import { type Connector, createConnector } from '../sending/connector.ts';
import { type MessageRoom, messageRoom } from '../sending/message-permits.ts';
import { openGraph } from './open-graph.ts';
import type { Store } from './open-store.ts';
import { type ServedTenant, servedTenant } from './served-tenant.ts';

/** The parts that the conversation and the jobs share. */
export type Parts = {
  work: WorkDeps;
  light: Light;
  room: MessageRoom;
  graph: ReturnType<typeof openGraph>;
  /** The time by Graph's clock; undefined until Graph has answered. */
  graphNow: () => Date | undefined;
  channel: Channel;
  tenant: ServedTenant;
  connector: Connector;
  announcer: Announcer;
  review: ReviewDeps;
  pacer: Pacer;
};

const moment = () => performance.now();

/** Makes these parts, each once for the process. */
export async function createParts(
  config: Config,
  { work, light }: Store,
  newId: () => string,
): Promise<Parts> {
  const { db, clock } = work;
  const time = graphTime(moment);
  const graph = openGraph(config, { newRequestId: newId, sleep: clock.sleep, time });
  const channel = await createChannel(config, { log: work.log, managedIdentity });
  const room = messageRoom(light, moment);
  const connector = createConnector({
    loopback: config.loopback,
    serviceUrlHosts: config.serviceUrlHosts,
    tokens: channel.tokens,
    room: room.take,
    hold: room.hold,
  });
  const announcer = createAnnouncer({ db, clock, connector, ownersOf: ownersByKey(work, graph) });
  const review = {
    ...work,
    ...graph,
    rightsGroups: Object.values(config.groups),
    ownAppIds: ownAppIds(config),
  };
  const { invitations: invitation, writes: write } = config.graph;
  const pacer = createPacer(work, { invitation, write });
  const tenant = servedTenant(db, config.tenantId, clock.now);
  return {
    ...{ work, light, room, graph, graphNow: time.now, channel },
    ...{ tenant, connector, announcer, review, pacer },
  };
}

const ownersByKey =
  ({ db }: Pick<WorkDeps, 'db'>, graph: Pick<Parts['graph'], 'peopleIn'>) =>
  async (asked: Staged): Promise<string[]> => {
    const project = (await activeProjects(db)).find(({ key }) => key === asked.projectKey);
    return project === undefined ? [] : await ownersOf(graph, projectAt(project, asked));
  };

function ownAppIds({ registration, graph: { credential } }: Config): Set<string> {
  const clientId = 'clientId' in credential ? credential.clientId : undefined;
  return new Set([registration?.appId ?? [], clientId ?? []].flat());
}
