import type { Project } from '../../src/guests/project/project.ts';
import { mayDo } from '../../src/guests/rights.ts';
import { leftProjects } from '../../src/store/endings/left-projects.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { granted, type May, refused } from './guarded.ts';
import { mayKnow } from './project-rights.ts';

export type MayEnd = {
  rights: Rights;
  /** The projects whose access this person may end or extend. */
  projects: readonly Project[];
  all: readonly Project[];
  /** True where they may hear of the project. */
  knows(project: Project): boolean;
};

/**
 * Lets owners and operators end or extend access. A requester who owns no project may still ask to extend what they
 * asked for.
 */
export const mayEnd =
  (action: 'revoke' | 'ask extension'): May<unknown, MayEnd> =>
  async (deps, turn) => {
    const listed = withLeft(deps);
    const rights = await readRights(deps.rights, turn.who, listed);
    const all = await listed;
    const may = (project: Project) =>
      mayDo('revoke', rights, { requester: false, owner: rights.owns(project) });
    const projects = all.filter(may);
    if (!mayDo(action, rights, { requester: true, owner: projects.length > 0 }))
      return refused({ notice: 'owners only' });
    return granted({ rights, projects, all, knows: (project) => mayKnow(rights, project) });
  };

/** The projects in force, and projects that left the file while guests have their access: that access can still end. */
async function withLeft({ db, projects }: Pick<BotDeps, 'db' | 'projects'>): Promise<Project[]> {
  const [listed, left] = await Promise.all([projects(), leftProjects(db)]);
  return [...listed, ...left.map(({ project }) => project)];
}

/** Lets operators alone change accounts. */
export const mayChangeAccounts =
  (action: 'remove' | 'restore'): May<unknown, { rights: Rights }> =>
  async (deps, turn) => {
    const rights = await readRights(deps.rights, turn.who, []);
    return mayDo(action, rights, { requester: false, owner: false })
      ? granted({ rights })
      : refused({ notice: 'operators only' });
  };
