import type { Project } from '../../src/guests/project/project.ts';
import { mayDo } from '../../src/guests/rights.ts';
import type { Sight } from '../../src/store/guests/partners.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from './deps.ts';
import type { Turn } from './turn.ts';

/** Whether somebody may hear that there is such a project: those who invite to it, decide for it or run the bot. */
export function mayKnow(rights: Rights, project: Project): boolean {
  const mayInvite = mayDo('invite', rights, { requester: true, owner: false });
  return rights.member && (mayInvite || rights.operator || rights.owns(project));
}

type Seen = {
  sight: Sight;
  projects: readonly Project[];
  /** Whether they may hear that there is such a project. */
  knows(project: Project): boolean;
};

/** Which partners somebody may look at now; undefined for those who may not ask at all. */
export async function sightOf(
  deps: BotDeps,
  turn: Turn,
  action: 'pending' | 'guest' | 'resend',
): Promise<Seen | undefined> {
  const listed = deps.projects();
  const rights = await readRights(deps.rights, turn.who, listed);
  const projects = await listed;
  const owned = projects.filter((project) => rights.owns(project));
  // Own rows are seen by whoever has some; that is found out with them.
  if (!mayDo(action, rights, { requester: true, owner: owned.length > 0 })) return undefined;
  const { tenantId, personId } = turn.who;
  const keys = owned.map(({ key }) => key);
  return {
    projects,
    knows: (project) => mayKnow(rights, project),
    sight: { tenantId, requesterId: personId, projects: keys, all: rights.operator },
  };
}
