import type { Project } from '../../guests/project/project.ts';
import type { ProjectFault } from '../../guests/project/project-faults.ts';
import type { Reason } from '../../guests/reason.ts';
import { activeProjects, currentVersion } from '../../store/projects.ts';
import type { OperatorDeps } from '../telling/audience.ts';
import { type TellDeps, tellOperators } from '../telling/tell-people.ts';
import { type CheckProjectDeps, checkProject } from './check-project.ts';

export type TellProjectsDeps = TellDeps &
  OperatorDeps & {
    /** The tenant that the bot serves. Undefined in loopback mode before the first activity. */
    tenant: () => Promise<string | undefined>;
  };

/** Tells the operators where the bot cannot use PROJECTS_FILE. `mark` tells one state of the file from another. */
export async function tellFileFault(
  deps: TellProjectsDeps,
  faults: readonly ProjectFault[],
  mark: number,
): Promise<void> {
  const [first] = faults;
  const tenantId = await deps.tenant();
  if (first === undefined || tenantId === undefined) return;
  const values = { place: first.place, words: first.words, more: faults.length - 1 };
  const topic = `projects file ${await currentVersion(deps.db)}`;
  const reason = { code: 'projects file', values } as const;
  await tellOperators(deps, tenantId, { reason, subjectId: mark, topic });
}

/** Checks the projects in force against the tenant. Logs the unfit ones, and tells the operators once. */
export async function checkProjects(deps: TellProjectsDeps & CheckProjectDeps): Promise<void> {
  const tenantId = await deps.tenant();
  if (tenantId === undefined) return;
  const version = await currentVersion(deps.db);
  for (const project of await activeProjects(deps.db)) {
    const faults = await checkProject(deps, tenantId, project);
    if (faults.length > 0) await tellFaults(deps, tenantId, { project, faults, version });
  }
}

async function tellFaults(
  deps: TellProjectsDeps,
  tenantId: string,
  found: { project: Project; faults: readonly Reason[]; version: number },
): Promise<void> {
  const { key, name } = found.project;
  for (const { code } of found.faults) {
    deps.log.warn('project does not fit', { projectKey: key, code });
  }
  const values = { project: name, key, count: found.faults.length };
  const topic = `project faults ${key}`;
  const reason = { code: 'project faults', values } as const;
  await tellOperators(deps, tenantId, { reason, subjectId: found.version, topic });
}
