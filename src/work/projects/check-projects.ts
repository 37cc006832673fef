import type { Project } from '../../guests/project/project.ts';
import type { ProjectFault } from '../../guests/project/project-faults.ts';
import type { Reason } from '../../guests/reason.ts';
import { activeProjects, currentVersion } from '../../store/projects.ts';
import { wantCard } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import type { Announcer } from '../telling/announcer.ts';
import { type CheckProjectDeps, checkProject } from './check-project.ts';

export type TellProjectsDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  announcer: Pick<Announcer, 'reachPerson'>;
  peopleIn: (groupId: string) => Promise<readonly string[]>;
  operatorsGroup: string | undefined;
  /** The tenant served; nothing before the first activity in loopback mode. */
  tenant: () => Promise<string | undefined>;
};

/** PROJECTS_FILE was changed and cannot be used: the operators hear where. `mark` tells one state of the file from another. */
export async function tellFileFault(
  deps: TellProjectsDeps,
  faults: readonly ProjectFault[],
  mark: number,
): Promise<void> {
  const [first] = faults;
  if (first === undefined) return;
  const values = { place: first.place, words: first.words, more: faults.length - 1 };
  const topic = `projects file ${await currentVersion(deps.db)}`;
  await tellOperators(deps, { code: 'projects file', values }, { subjectId: mark, topic });
}

/** Looks whether the projects in force fit the tenant; the log and the operators hear of those that do not, once. */
export async function checkProjects(deps: TellProjectsDeps & CheckProjectDeps): Promise<void> {
  const tenantId = await deps.tenant();
  if (tenantId === undefined) return;
  const version = await currentVersion(deps.db);
  for (const project of await activeProjects(deps.db)) {
    const faults = await checkProject(deps, tenantId, project);
    if (faults.length > 0) await tellFaults(deps, { project, faults, version });
  }
}

async function tellFaults(
  deps: TellProjectsDeps,
  found: { project: Project; faults: readonly Reason[]; version: number },
): Promise<void> {
  const { key, name } = found.project;
  for (const { code } of found.faults) {
    deps.log.warn('project does not fit', { projectKey: key, code });
  }
  const values = { project: name, key, count: found.faults.length };
  const topic = `project faults ${key}`;
  await tellOperators(
    deps,
    { code: 'project faults', values },
    { subjectId: found.version, topic },
  );
}

async function tellOperators(
  deps: TellProjectsDeps,
  reason: Reason,
  about: { subjectId: number; topic: string },
): Promise<void> {
  const tenantId = await deps.tenant();
  if (tenantId === undefined || deps.operatorsGroup === undefined) return;
  for (const personId of await deps.peopleIn(deps.operatorsGroup)) {
    const placeId = await deps.announcer.reachPerson(tenantId, personId, undefined);
    if (placeId === undefined) {
      deps.log.warn('person not reached', { personId, code: reason.code });
      continue;
    }
    const card = { kind: 'notice', ...about, placeId, detail: { reason } } as const;
    await wantCard(deps.db, card, deps.clock.now());
  }
}
