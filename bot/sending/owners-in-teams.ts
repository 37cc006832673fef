import type { Staged } from '../../src/guests/approval/stages.ts';
import { readApproval } from '../../src/store/approvals/approvals.ts';
import type { Db } from '../../src/store/database.ts';
import { readProject } from '../../src/store/projects.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import type { Connector } from './connector.ts';
import { type Reference, readReference } from './conversation-reference.ts';

/** Teams refreshes a card by itself for at most so many people. */
const mostRefreshed = 60;

export type OwnersInTeamsDeps = {
  db: Db;
  connector: Connector;
  /** Object ids of the people who decide now. Their clients fetch their views by themselves. */
  ownersOf: (asked: Staged) => Promise<readonly string[]>;
};

/** Finds Teams' own ids of these owners. Only their places hold them. */
export async function ownersInTeams(
  deps: OwnersInTeamsDeps,
  approvalId: number,
  tenantId: string,
): Promise<string[]> {
  const approval = await readApproval(deps.db, approvalId);
  if (approval === undefined) return [];
  const further = approval.escalatedAt === null ? [] : approval.rule.escalateTo;
  const people = new Set([...(await deps.ownersOf(approval)), ...further]);
  const project = await readProject(deps.db, approval.projectKey);
  const team =
    project?.channel && (await findPlace(deps.db, tenantId, 'team', project.channel.teamId));
  const roster = readReference(team?.reference);
  const ids = await Promise.all(
    [...people].slice(0, mostRefreshed).map((person) => idInTeams(deps, tenantId, person, roster)),
  );
  return ids.flatMap((id) => id ?? []);
}

/** Only the team's roster knows an owner who has never spoken to the bot. */
async function idInTeams(
  deps: Pick<OwnersInTeamsDeps, 'db' | 'connector'>,
  tenantId: string,
  personId: string,
  roster: Reference | undefined,
): Promise<string | undefined> {
  const place = await findPlace(deps.db, tenantId, 'person', personId);
  const known = readReference(place?.reference)?.userId;
  if (known !== undefined || roster === undefined) return known;
  const member = await deps.connector.member(roster, personId);
  return member.kind === 'sent' ? member.userId : undefined;
}
