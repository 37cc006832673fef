import type { Project } from '../../src/guests/project/project.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import { granted, type May, refused } from './guarded.ts';

/** What somebody decides for, so that somebody else may stand in for them. */
export type Deciding = {
  /** The projects that they own. */
  owned: readonly Project[];
  /** True also where they decide only after an escalation. */
  decides: boolean;
};

/** Lets every member of the organisation see and name stand-ins. */
export const seesStandIns: May<unknown, Deciding> = async (deps, { who }) => {
  const listed = deps.projects();
  const rights = await readRights(deps.rights, who, listed);
  if (!rights.member) return refused({ notice: 'refused' });
  const all = await listed;
  const owned = all.filter((project) => rights.owns(project));
  const asked = all.some(({ approval }) => approval.escalateTo.includes(who.personId));
  return granted({ owned, decides: asked || owned.length > 0 });
};
