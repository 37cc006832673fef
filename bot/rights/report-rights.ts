import { mayDo } from '../../src/guests/rights.ts';
import { everyProject, type NamedProject } from '../../src/store/reports/project-names.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { ReportOf } from '../cards/report-list.ts';
import { granted, type May, refused } from './guarded.ts';

/**
 * The projects on which somebody may have a report. An owner has their own. An operator has all, also projects that
 * have left the projects file.
 */
export type ReportedProjects = { projects: readonly NamedProject[]; all: boolean };

/** Lets owners and operators have reports. */
export const seesReports: May<unknown, ReportedProjects> = async (deps, turn) => {
  const listed = deps.projects();
  const rights = await readRights(deps.rights, turn.who, listed);
  const mayReport = (owner: boolean) => mayDo('report', rights, { requester: false, owner });
  if (mayReport(false)) return granted({ projects: await everyProject(deps.db), all: true });
  const projects = (await listed).filter((project) => mayReport(rights.owns(project)));
  return projects.length > 0
    ? granted({ projects, all: false })
    : refused({ notice: 'owners only' });
};

/** Lets a person pass who may have the named report. For others it does not exist. */
export const seesReport: May<{ list?: string | undefined }, ReportOf> = async (
  deps,
  turn,
  { list = '' },
) => {
  const seen = await seesReports(deps, turn, undefined);
  if (seen.kind === 'refused') return seen;
  const { projects, all } = seen.given;
  if (all && list === 'report all') return granted({ projects, one: undefined });
  const [, key] = /^report of (\S+)$/.exec(list) ?? [];
  const one = projects.find((each) => each.key === key);
  return one === undefined ? refused({ notice: 'not found' }) : granted({ projects: [one], one });
};
