import type { GraphClient } from '../client/client.ts';
import { sortRemoval } from '../client/sort-answer.ts';
import { checkSafely } from './check-safely.ts';
import { isDirectMember } from './direct-member.ts';
import { membershipRemoval } from './membership-removal.ts';
import { type Check, nameOutcome, type Taken } from './removal-outcome.ts';

/** Takes one person out of one group, and out of no group inside it or around it. The account stays. */
export async function removeMember(
  client: GraphClient,
  membership: { groupId: string; objectId: string },
): Promise<Taken> {
  const { groupId, objectId } = membership;
  const heard = await client.send(membershipRemoval(groupId, objectId));
  const permission = 'GroupMember.ReadWrite.All';
  const values = { id: groupId, name: groupId, kind: 'group', permission };
  const answer = sortRemoval(heard, { kind: 'remove member', values });
  return nameOutcome(answer, () => checkSafely(() => checkMembership(client, membership)));
}

async function checkMembership(
  client: GraphClient,
  { groupId, objectId }: { groupId: string; objectId: string },
): Promise<Check> {
  const member = await isDirectMember(client, groupId, objectId);
  if (member === 'no such group') return { gone: 'target' };
  return member === 'yes' ? 'still there' : { gone: 'grant' };
}
