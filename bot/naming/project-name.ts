import type { Project } from '../../src/guests/project/project.ts';

type Reasoned = { values?: Readonly<Record<string, string | number>> | undefined };

/** The name of the project with this key. A project that has left the file goes by its key. */
export const projectName = (projects: readonly Pick<Project, 'key' | 'name'>[], key: string) =>
  projects.find((project) => project.key === key)?.name ?? key;

/** Reasons name projects by key, as their rows do. People read the name. */
export function withProjectName<R extends Reasoned>(
  reason: R,
  projects: readonly Pick<Project, 'key' | 'name'>[],
): R {
  const key = reason.values?.project;
  return typeof key === 'string'
    ? { ...reason, values: { ...reason.values, project: projectName(projects, key) } }
    : reason;
}
