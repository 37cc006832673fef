import type { Config } from '../../src/config.ts';
import { addMembers } from '../../src/graph/access/add-members.ts';
import { appRolesOf } from '../../src/graph/access/app-roles-of.ts';
import { readApplication } from '../../src/graph/access/applications.ts';
import { giveLicence } from '../../src/graph/access/give-licence.ts';
import { giveRole } from '../../src/graph/access/give-role.ts';
import { readGroup } from '../../src/graph/access/group-facts.ts';
import { groupLicences } from '../../src/graph/access/group-licences.ts';
import { peopleIn } from '../../src/graph/access/group-people.ts';
import { groupTakesGuests, tenantTakesGuests } from '../../src/graph/access/group-settings.ts';
import { readLicenceStock } from '../../src/graph/access/licence-stock.ts';
import { licencesOf } from '../../src/graph/access/licences-of.ts';
import { memberGroups } from '../../src/graph/access/member-groups.ts';
import { roleHolders } from '../../src/graph/access/role-holders.ts';
import { batchReads } from '../../src/graph/client/batch-reads.ts';
import { createGraphClient, type GraphClient } from '../../src/graph/client/client.ts';
import { credentialOf } from '../../src/graph/client/credential.ts';
import type { GraphTime } from '../../src/graph/client/graph-time.ts';
import { type KeptTokens, keepTokens } from '../../src/graph/client/kept-tokens.ts';
import { patientReads } from '../../src/graph/client/patient-reads.ts';
import { shareGroupReads } from '../../src/graph/client/share-group-reads.ts';
import type { Directory } from '../../src/graph/directory.ts';
import { blockAccount, unblockAccount } from '../../src/graph/ending/block-account.ts';
import { holdsDirectoryRole } from '../../src/graph/ending/directory-role.ts';
import { readAccount } from '../../src/graph/ending/read-account.ts';
import { readHolding } from '../../src/graph/ending/read-holding.ts';
import { readSignIns } from '../../src/graph/ending/read-sign-ins.ts';
import { removeAccount } from '../../src/graph/ending/remove-account.ts';
import { removeMember } from '../../src/graph/ending/remove-member.ts';
import { restoreAccount } from '../../src/graph/ending/restore-account.ts';
import { takeLicence } from '../../src/graph/ending/take-licence.ts';
import { takeRole } from '../../src/graph/ending/take-role.ts';
import { readCredentialEnds } from '../../src/graph/own/credential-ends.ts';
import { addSponsor } from '../../src/graph/people/add-sponsor.ts';
import { deletedSince } from '../../src/graph/people/deleted-since.ts';
import { entraLogOf } from '../../src/graph/people/entra-log-of.ts';
import { findByIds, findDeletedByIds } from '../../src/graph/people/find-by-ids.ts';
import { findDeletedPeople, findInvited, findPeople } from '../../src/graph/people/find-people.ts';
import { readDelta } from '../../src/graph/people/guests-delta.ts';
import { inviteGuest } from '../../src/graph/people/invite-guest.ts';
import { findAmongAll, findAmongDeleted } from '../../src/graph/people/list-guests.ts';
import { readPendingGuests } from '../../src/graph/people/pending-guests.ts';
import { readPerson } from '../../src/graph/people/read-person.ts';
import { redeemLink } from '../../src/graph/people/redeem-link.ts';
import { restorePerson } from '../../src/graph/people/restore-person.ts';
import { sponsorsOf } from '../../src/graph/people/sponsors-of.ts';
import {
  createSubscription,
  listSubscriptions,
  readSubscription,
  removeSubscription,
  renewSubscription,
} from '../../src/graph/subscriptions.ts';
import { readInvitesFrom, readTenant } from '../../src/graph/tenant.ts';
import { certificateText, secretText } from '../../src/secret-text.ts';

/** Where Graph is, and who asks. */
export type GraphConfig = {
  graph: Pick<Config['graph'], 'url' | 'credential'>;
  times: Pick<Config['times'], 'graphTimeout'>;
};
type Needs = {
  newRequestId: () => string;
  sleep: (ms: number) => Promise<void>;
  time: Pick<GraphTime, 'heard'>;
};

/** Binds Graph's calls to this bot's credentials: for people who wait, and for work that nobody waits for. */
export function openGraph(config: GraphConfig, { newRequestId, sleep, time }: Needs) {
  const tokens = tokensOf(config);
  const client = (priority: 'high' | 'low') =>
    createGraphClient({
      graphUrl: config.graph.url,
      tokens,
      priority,
      newRequestId,
      timeoutMs: config.times.graphTimeout,
      time,
    });
  const [high, low] = [client('high'), client('low')];
  const waiting = patientReads(high, sleep);
  const working = patientReads(low, sleep);
  // Many addresses or people at once, on either side.
  const waitingForMany = patientReads(batchReads(high), sleep);
  const workingOnMany = patientReads(batchReads(low), sleep);
  // Ends read in a line of their own: who is being invited never waits behind them.
  const endingMany = patientReads(shareGroupReads(batchReads(low, endingBatches)), sleep);
  return {
    memberGroups: bind(memberGroups, waiting),
    readPerson: bind(readPerson, waiting),
    readTenant: bind(readTenant, waiting),
    readGroup: bind(readGroup, waiting),
    readCredentialEnds: bind(readCredentialEnds, waiting),
    readApplication: bind(readApplication, waiting),
    findPeople: bind(findPeople, waitingForMany),
    findDeletedPeople: bind(findDeletedPeople, waitingForMany),
    findByIds: bind(findByIds, waitingForMany),
    findDeletedByIds: bind(findDeletedByIds, waitingForMany),
    deletedSince: bind(deletedSince, waitingForMany),
    findAmongAll: bind(findAmongAll, waiting),
    findAmongDeleted: bind(findAmongDeleted, waiting),
    readInvitesFrom: bind(readInvitesFrom, waiting),
    readLicenceStock: bind(readLicenceStock, waiting),
    tenantTakesGuests: bind(tenantTakesGuests, waiting),
    groupTakesGuests: bind(groupTakesGuests, waiting),
    peopleIn: bind(peopleIn, waiting),
    appRolesOf: bind(appRolesOf, waiting),
    roleHolders: bind(roleHolders, waiting),
    licencesOf: bind(licencesOf, waiting),
    groupLicences: bind(groupLicences, waiting),
    redeemLink: bind(redeemLink, waiting),
    sponsorsOf: bind(sponsorsOf, waiting),
    entraLogOf: bind(entraLogOf, waiting),
    ...openGiving(working, workingOnMany),
    ...openEnding(working, waitingForMany),
    /** The calls by which work reads many things, while no person waits. */
    ofMany: { ...readMany(workingOnMany), ...takeFromMany(endingMany) },
    readDelta: bind(readDelta, working),
    readPendingGuests: bind(readPendingGuests, working),
    createSubscription: bind(createSubscription, working),
    readSubscription: bind(readSubscription, working),
    renewSubscription: bind(renewSubscription, working),
    listSubscriptions: bind(listSubscriptions, working),
    removeSubscription: bind(removeSubscription, working),
  } satisfies Directory & { ofMany: Partial<Directory> };
}

/** The calls by which work reads many things. */
const readMany = (client: GraphClient) => ({
  findByIds: bind(findByIds, client),
  findPeople: bind(findPeople, client),
  findDeletedPeople: bind(findDeletedPeople, client),
  readPerson: bind(readPerson, client),
  memberGroups: bind(memberGroups, client),
  appRolesOf: bind(appRolesOf, client),
  licencesOf: bind(licencesOf, client),
  roleHolders: bind(roleHolders, client),
  groupLicences: bind(groupLicences, client),
  sponsorsOf: bind(sponsorsOf, client),
});

/** Inviting, and what guests get. */
const openGiving = (work: GraphClient, ofMany: GraphClient) => ({
  invite: bind(inviteGuest, work),
  findInvited: bind(findInvited, ofMany),
  addMembers: bind(addMembers, work),
  giveRole: bind(giveRole, work),
  giveLicence: bind(giveLicence, ofMany),
  restorePerson: bind(restorePerson, work),
  addSponsor: bind(addSponsor, work),
});

/** The calls that take something away, and the reads before them. */
const openEnding = (work: GraphClient, ofMany: GraphClient) => ({
  ...takeFromMany(ofMany),
  readAccount: bind(readAccount, work),
  readSignIns: bind(readSignIns, work),
  takeLicence: bind(takeLicence, work),
  blockAccount: bind(blockAccount, work),
  unblockAccount: bind(unblockAccount, work),
  removeAccount: bind(removeAccount, work),
  restoreAccount: bind(restoreAccount, work),
});

/** The reads of ends that share batches, and the calls that such reads belong to. */
const takeFromMany = (client: GraphClient) => ({
  readHolding: bind(readHolding, client),
  holdsDirectoryRole: bind(holdsDirectoryRole, client),
  removeMember: bind(removeMember, client),
  takeRole: bind(takeRole, client),
});

/** So few batches of ends are under way at once. */
const endingBatches = 2;

function bind<A extends unknown[], R>(
  call: (client: GraphClient, ...args: A) => R,
  client: GraphClient,
) {
  return (...args: A): R => call(client, ...args);
}

/** The tokens for Graph. Undefined: none, on one machine. */
export function tokensOf({ graph, times }: GraphConfig): KeptTokens | undefined {
  const credential = credentialOf(graph.credential, secretText, certificateText);
  return (
    credential && keepTokens(credential, { graphUrl: graph.url, timeoutMs: times.graphTimeout })
  );
}
