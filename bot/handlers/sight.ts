import type { Project } from '../../src/guests/project.ts';
import { mayDo } from '../../src/guests/rights.ts';
import type { Sight } from '../../src/store/partners.ts';
import { readRights } from '../../src/work/read-rights.ts';
import type { BotDeps } from '../deps.ts';
import type { Turn } from '../turn.ts';

/** Which partners somebody may look at now; undefined for those who may not ask at all. */
export async function sightOf(
  deps: BotDeps,
  turn: Turn,
  action: 'pending' | 'guest',
): Promise<{ sight: Sight; projects: readonly Project[] } | undefined> {
  const projects = await deps.projects();
  const rights = await readRights(deps.rights, turn.who, projects);
  const owned = projects.filter((project) => rights.owns(project));
  // Own rows are seen by whoever has some; that is found out with them.
  if (!mayDo(action, rights, { requester: true, owner: owned.length > 0 })) return undefined;
  const { tenantId, personId } = turn.who;
  const keys = owned.map(({ key }) => key);
  return {
    projects,
    sight: { tenantId, requesterId: personId, projects: keys, all: rights.operator },
  };
}
