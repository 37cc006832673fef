import type { Db } from '../../src/store/database.ts';
import { findPlace, type PlaceRecord } from '../../src/store/telling/places.ts';
import { readInTime } from '../naming/read-in-time.ts';
import type { Connector } from './connector.ts';
import { readReference } from './conversation-reference.ts';

/**
 * Reads Teams' id of a requester from the roster of the team that a channel belongs to. Undefined where the team does
 * not have them, and where Teams does not tell within five seconds: the alert goes without a mention.
 */
export async function requesterInTeam(
  { db, connector }: { db: Db; connector: Pick<Connector, 'member'> },
  { tenantId, teamId }: Pick<PlaceRecord, 'tenantId' | 'teamId'>,
  requesterId: string,
): Promise<string | undefined> {
  const team = teamId === null ? undefined : await findPlace(db, tenantId, 'team', teamId);
  const roster = readReference(team?.reference);
  if (roster === undefined) return undefined;
  const member = await readInTime(connector.member(roster, requesterId));
  return member?.kind === 'sent' ? member.userId : undefined;
}
