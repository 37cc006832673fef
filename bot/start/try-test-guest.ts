import type { Config } from '../../src/config.ts';
import { addMembers } from '../../src/graph/access/add-members.ts';
import { createGraphClient } from '../../src/graph/client/client.ts';
import { graphTime } from '../../src/graph/client/graph-time.ts';
import { patientReads } from '../../src/graph/client/patient-reads.ts';
import { removeAccount } from '../../src/graph/ending/remove-account.ts';
import { removeMember } from '../../src/graph/ending/remove-member.ts';
import { findPeople } from '../../src/graph/people/find-people.ts';
import { readDelta } from '../../src/graph/people/guests-delta.ts';
import { inviteGuest } from '../../src/graph/people/invite-guest.ts';
import { readPerson } from '../../src/graph/people/read-person.ts';
import { sponsorsOf } from '../../src/graph/people/sponsors-of.ts';
import type { Project } from '../../src/guests/project/project.ts';
import { readAddress } from '../../src/guests/text/address.ts';
import { examine } from '../../src/work/doctor/examine.ts';
import { type Finding, inArea } from '../../src/work/doctor/finding.ts';
import { tryGuest } from '../../src/work/doctor/try-guest.ts';
import { tokensOf } from './open-graph.ts';

type Machine = {
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  newId: () => string;
};

/** Invites one guest to see what Graph does, and deletes it. The only part of the doctor that changes anything. */
export async function tryTestGuest(
  { config, projects }: { config: Config; projects: readonly Project[] },
  said: string,
  { now, sleep, newId }: Machine,
): Promise<Finding[]> {
  const read = readAddress(said);
  if (!read.ok) return [inArea('trial')('trial no address', { text: said })];
  const time = graphTime(() => performance.now());
  const client = patientReads(
    createGraphClient({
      graphUrl: config.graph.url,
      tokens: tokensOf(config),
      priority: 'high',
      newRequestId: newId,
      timeoutMs: config.times.graphTimeout,
      time,
    }),
    sleep,
  );
  const look = () =>
    tryGuest(
      {
        findPeople: (addresses) => findPeople(client, addresses),
        invite: (invitation) => inviteGuest(client, invitation),
        readPerson: (id) => readPerson(client, id),
        readDelta: (from) => readDelta(client, from),
        sponsorsOf: (id) => sponsorsOf(client, id),
        addMembers: (group, ids) => addMembers(client, group, ids),
        removeMember: (membership) => removeMember(client, membership),
        removeAccount: (id) => removeAccount(client, id),
        now,
        graphNow: time.now,
        sleep,
      },
      { address: read.address, group: groupOf(projects) },
    );
  return await examine([{ area: 'trial', look }], (work) => work);
}

/** Teams are what refuses guests most often, so a team counts first. */
function groupOf(projects: readonly Project[]): string | undefined {
  const all = projects.map(({ access }) => access);
  return all.find(({ team }) => team !== undefined)?.team ?? all.flatMap(({ groups }) => groups)[0];
}
