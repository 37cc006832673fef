import type { Directory } from '../../graph/directory.ts';
import type { Project } from '../../guests/project/project.ts';

export type OperatorDeps = Pick<Directory, 'peopleIn'> & {
  /** Absent: nobody is an operator. */
  operatorsGroup: string | undefined;
};

/** Object ids of the operators, through other groups too. Throws GraphUnavailable. */
export async function operatorsOf(deps: OperatorDeps): Promise<readonly string[]> {
  return deps.operatorsGroup === undefined ? [] : await deps.peopleIn(deps.operatorsGroup);
}

/** True when this account is an operator's, through other groups too. Throws GraphUnavailable. */
export const isOperator = async (deps: OperatorDeps, objectId: string): Promise<boolean> =>
  (await operatorsOf(deps)).includes(objectId.toLowerCase());

/**
 * Object ids of a project's owners, each once: those listed, then those in its owners' group. Throws GraphUnavailable.
 */
export async function ownersOf(
  deps: Pick<Directory, 'peopleIn'>,
  { owners, ownersGroup }: Pick<Project, 'owners' | 'ownersGroup'>,
): Promise<string[]> {
  const group = ownersGroup === undefined ? [] : await deps.peopleIn(ownersGroup);
  return [...new Set([...owners, ...group])];
}
