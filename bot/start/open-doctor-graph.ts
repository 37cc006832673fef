import { readApplication } from '../../src/graph/access/applications.ts';
import { readGroup } from '../../src/graph/access/group-facts.ts';
import { peopleIn } from '../../src/graph/access/group-people.ts';
import { groupTakesGuests, tenantTakesGuests } from '../../src/graph/access/group-settings.ts';
import { readLicenceStock } from '../../src/graph/access/licence-stock.ts';
import { batchReads } from '../../src/graph/client/batch-reads.ts';
import { createGraphClient, type GraphClient } from '../../src/graph/client/client.ts';
import { graphTime } from '../../src/graph/client/graph-time.ts';
import { patientReads } from '../../src/graph/client/patient-reads.ts';
import { readCredentialEnds } from '../../src/graph/own/credential-ends.ts';
import { readGuestPolicies } from '../../src/graph/own/guest-policies.ts';
import { readOwnApplication } from '../../src/graph/own/own-application.ts';
import { type ProbedPermission, probePermission } from '../../src/graph/own/probe-permission.ts';
import { hasPrivacyStatement, readInbound } from '../../src/graph/own/tenant-openness.ts';
import { readTokenRoles } from '../../src/graph/own/token-roles.ts';
import { readPerson } from '../../src/graph/people/read-person.ts';
import { listSubscriptions } from '../../src/graph/subscriptions.ts';
import { readInvitesFrom, readTenant } from '../../src/graph/tenant.ts';
import { type GraphConfig, tokensOf } from './open-graph.ts';

const firstCallMs = 6_000;

type Needs = { newRequestId: () => string; sleep: (ms: number) => Promise<void> };

export type DoctorGraph = ReturnType<typeof openDoctorGraph>;

/** Binds the reads of the doctor. They share batches, so that fifty projects cost few calls. Each is read once. */
export function openDoctorGraph(config: GraphConfig, { newRequestId, sleep }: Needs) {
  const time = graphTime(() => performance.now());
  const tokens = tokensOf(config);
  const client = createGraphClient({
    graphUrl: config.graph.url,
    tokens,
    priority: 'low',
    newRequestId,
    // People wait, and the first call is alone.
    timeoutMs: Math.min(config.times.graphTimeout, firstCallMs),
    time,
  });
  const many = patientReads(batchReads(client), sleep);
  return {
    now: time.now,
    /** Says if Graph answers the bot, refuses it or is out of reach. */
    state: () => stateOf(patientReads(client, sleep)),
    readTenant: onlyOnce(() => readTenant(many)),
    readInvitesFrom: () => readInvitesFrom(many),
    readInbound: () => readInbound(many),
    readGuestPolicies: () => readGuestPolicies(many),
    hasPrivacyStatement: () => hasPrivacyStatement(many),
    readGroup: once((id: string) => readGroup(many, id)),
    peopleIn: once((id: string) => peopleIn(many, id)),
    readPerson: once((id: string) => readPerson(many, id)),
    tenantTakesGuests: () => tenantTakesGuests(many),
    groupTakesGuests: once((id: string) => groupTakesGuests(many, id)),
    readApplication: applicationsOnce(many),
    readLicenceStock: () => readLicenceStock(many),
    listSubscriptions: () => listSubscriptions(many),
    readOwnApplication: (appId: string) => readOwnApplication(many, appId),
    readTokenRoles: () => readTokenRoles(tokens),
    readCredentialEnds: (appId: string) => readCredentialEnds(many, appId),
    probe: once((permission: ProbedPermission) => probePermission(many, permission)),
  };
}

type By = Parameters<typeof readApplication>[1];

function applicationsOnce(client: GraphClient) {
  const read = once((key: string) => readApplication(client, { servicePrincipalId: key }));
  return (by: By) =>
    'appId' in by ? readApplication(client, by) : read(by.servicePrincipalId.toLowerCase());
}

function onlyOnce<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  const asked = once((_: 'it') => ask());
  return () => asked('it');
}

/** Asks about each id once: projects share owners, groups and applications. */
function once<Id extends string, Answer>(
  ask: (id: Id) => Promise<Answer>,
): (id: Id) => Promise<Answer> {
  const asked = new Map<Id, Promise<Answer>>();
  return (id) => {
    const known = asked.get(id);
    if (known !== undefined) return known;
    const answer = ask(id);
    asked.set(id, answer);
    return answer;
  };
}

async function stateOf(client: GraphClient): Promise<'answers' | 'refused' | 'not reached'> {
  const call = { path: '/organization', query: { $select: 'id' } };
  const heard = await (client.read ?? client.send)({ method: 'GET', ...call });
  if (heard.kind === 'no credentials') return 'refused';
  if (heard.kind !== 'answered') return 'not reached';
  return heard.status === 401 ? 'refused' : 'answers';
}
