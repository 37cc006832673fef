import type { Project } from '../../src/guests/project/project.ts';
import { mayDo } from '../../src/guests/rights.ts';
import { type GuestFilter, guestFilters } from '../../src/store/guests/project-guests.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import { granted, type May, refused } from './guarded.ts';

/** The projects whose guests somebody may list: an owner's own, and all for an operator. */
export type ListedProjects = { projects: readonly Project[] };

/** Lets owners and operators list the guests of projects. */
export const seesGuests: May<unknown, ListedProjects> = async (deps, turn) => {
  const listed = deps.projects();
  const rights = await readRights(deps.rights, turn.who, listed);
  const projects = (await listed).filter((project) =>
    mayDo('guests', rights, { requester: false, owner: rights.owns(project) }),
  );
  return projects.length > 0 ? granted({ projects }) : refused({ notice: 'owners only' });
};

/** The guests of one project that a button names. */
export type GuestList = { project: Project; filter: GuestFilter };

/** The name by which `list.page` asks for a project's guests. */
export const guestsList = ({ key }: Pick<Project, 'key'>, filter: GuestFilter): string =>
  `guests ${filter} ${key}`;

/** Lets a person pass who may list the guests of the named project. For others it does not exist. */
export const seesGuestList: May<{ list?: string | undefined }, GuestList> = async (
  deps,
  turn,
  { list = '' },
) => {
  const seen = await seesGuests(deps, turn, undefined);
  if (seen.kind === 'refused') return seen;
  const [, said, key] = /^guests (\S+) (\S+)$/.exec(list) ?? [];
  const filter = guestFilters.find((each) => each === said);
  const project = seen.given.projects.find((each) => each.key === key);
  return filter === undefined || project === undefined
    ? refused({ notice: 'not found' })
    : granted({ project, filter });
};
