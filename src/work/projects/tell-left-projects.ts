import { leftProjects } from '../../store/endings/left-projects.ts';
import { operatorsOf, ownersOf } from '../telling/audience.ts';
import { tellPeople } from '../telling/tell-people.ts';
import type { TellProjectsDeps } from './check-projects.ts';

/**
 * Tells owners and operators of each project that left PROJECTS_FILE while guests have its access: ends still come, and
 * guests without an end keep the access until somebody takes it back. May run any number of times: it tells each person
 * once for each time that the project leaves. Throws GraphUnavailable.
 */
export async function tellLeftProjects(deps: TellProjectsDeps): Promise<void> {
  const tenantId = await deps.tenant();
  if (tenantId === undefined) return;
  for (const { project, versionId, guests, withoutEnd } of await leftProjects(deps.db)) {
    const { key, name } = project;
    const people = new Set([...(await ownersOf(deps, project)), ...(await operatorsOf(deps))]);
    const values = { project: name, key, count: guests, left: withoutEnd };
    const message = { subjectId: versionId, topic: `project left ${key}` };
    await tellPeople(
      deps,
      { tenantId, people },
      { ...message, reason: { code: 'project left', values } },
    );
  }
}
