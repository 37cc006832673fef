import { findProject } from '../../src/guests/project/project-file.ts';
import { mayDo } from '../../src/guests/rights.ts';
import { nearest } from '../../src/guests/text/nearest.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/deps.ts';
import { granted, type May, refused } from './guarded.ts';

export type WantedList = {
  /** True for a file, and for a typed list of BULK_FROM or more. */
  many: boolean;
  /** What was said beside the list. */
  project: string | undefined;
};

/** Those who may ask for so many invitations now. A project that nobody knows is said to them at once. */
export const mayAsk: May<WantedList, undefined> = async (deps, turn, { many, project }) => {
  const rights = await readRights(deps.rights, turn.who, []);
  const relation = { requester: true, owner: false };
  if (!mayDo('invite', rights, relation)) return refused({ notice: 'may not ask' });
  if (many && !mayDo('invite many', rights, relation)) {
    const values = { most: deps.config.limits.bulkFrom - 1 };
    return refused({ notice: 'may not ask with files', values });
  }
  return project === undefined ? granted(undefined) : await isProject(deps, project);
};

/** Names of projects are for those who may invite. */
async function isProject(deps: BotDeps, said: string) {
  const projects = await deps.projects();
  if (findProject(projects, said) !== undefined) return granted(undefined);
  const names = projects.flatMap(({ key, name }) => [key, name]);
  return refused({
    notice: 'project unknown',
    values: { project: said, nearest: nearest(said, names) ?? '' },
    items: projects.map(({ key, name }) => (key === name ? name : `${name} (${key})`)),
  });
}
