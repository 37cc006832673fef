import type { Db } from '../../src/store/database.ts';
import { readProject } from '../../src/store/projects.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import type { Asking } from '../drawing/draw-alert.ts';
import { readInTime } from '../naming/read-in-time.ts';
import type { Connector } from './connector.ts';
import { readReference } from './conversation-reference.ts';

/**
 * Reads Teams' id of a requester from the roster of the project's team. Undefined where the team does not have them, and
 * where Teams does not tell within five seconds: the alert goes without a mention.
 */
export async function requesterInTeam(
  { db, connector }: { db: Db; connector: Pick<Connector, 'member'> },
  { tenantId, requesterId, projectKey }: Asking,
): Promise<string | undefined> {
  const project = await readProject(db, projectKey);
  const team = project?.channel && (await findPlace(db, tenantId, 'team', project.channel.teamId));
  const roster = readReference(team?.reference);
  if (roster === undefined) return undefined;
  const member = await readInTime(connector.member(roster, requesterId));
  return member?.kind === 'sent' ? member.userId : undefined;
}
