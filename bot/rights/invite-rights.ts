import type { Project } from '../../src/guests/project/project.ts';
import { findProject } from '../../src/guests/project/project-file.ts';
import { mayDo } from '../../src/guests/rights.ts';
import { nearest } from '../../src/guests/text/nearest.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { granted, type May, passed, refused } from './guarded.ts';

export type WantedList = {
  /** True for a file, and for a typed list of BULK_FROM or more. */
  many: boolean;
  /** The projects that are named for it. */
  projects: readonly string[];
};

/** Lets a person pass who may ask for so many invitations now. Answers at once if the bot does not know the project. */
export const mayAsk: May<WantedList, undefined> = async (deps, turn, { many, projects }) => {
  const rights = await readRights(deps.rights, turn.who, []);
  const relation = { requester: true, owner: false };
  if (!mayDo('invite', rights, relation)) return refused({ notice: 'may not ask' });
  if (many && !mayDo('invite many', rights, relation)) {
    const values = { most: deps.config.limits.bulkFrom - 1 };
    return refused({ notice: 'may not ask with files', values });
  }
  return await areProjects(deps, projects);
};

export type FormProjects = { projects: readonly Project[] };

/** Lets a person fill in the form for one invitation if they may ask for one. Says to which projects. */
export const fillsForm: May<unknown, FormProjects> = async (deps, turn) => {
  const projects = await deps.projects();
  return await passed(mayAsk(deps, turn, { many: false, projects: [] }), () => ({ projects }));
};

/** Refuses the first project that nobody knows. The refusal names projects, so only people who may invite get here. */
async function areProjects(deps: BotDeps, named: readonly string[]) {
  if (named.length === 0) return granted(undefined);
  const projects = await deps.projects();
  const said = named.find((each) => findProject(projects, each) === undefined);
  if (said === undefined) return granted(undefined);
  const names = projects.flatMap(({ key, name }) => [key, name]);
  return refused({
    notice: 'project unknown',
    values: { project: said, nearest: nearest(said, names) ?? '' },
    items: projects.map(({ key, name }) => (key === name ? name : `${name} (${key})`)),
  });
}
