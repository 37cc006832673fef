import type { Project } from '../../src/guests/project/project.ts';
import { type Action, mayDo } from '../../src/guests/rights.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import type { NoticeCode } from '../cards/notice-codes.ts';
import type { Turn } from '../turns/turn.ts';
import { granted, type May, refused } from './guarded.ts';

/** True for somebody who may hear of the project: they invite to it, decide for it or run the bot. */
export function mayKnow(rights: Rights, project: Project): boolean {
  const mayInvite = mayDo('invite', rights, { requester: true, owner: false });
  return rights.member && (mayInvite || rights.operator || rights.owns(project));
}

export type KnownProjects = {
  rights: Rights;
  mayInvite: boolean;
  projects: readonly Project[];
  /** All projects. The person may hear of no other. */
  all: readonly Project[];
};

/** Lets a person pass who may hear of at least one project. */
export const knowsProjects: May<unknown, KnownProjects> = async (deps, turn) => {
  const listed = deps.projects();
  const rights = await readRights(deps.rights, turn.who, listed);
  const all = await listed;
  const projects = all.filter((project) => mayKnow(rights, project));
  const mayInvite = mayDo('invite', rights, { requester: true, owner: false });
  return projects.length > 0
    ? granted({ rights, mayInvite, projects, all })
    : refused({ notice: 'no projects' });
};

export type OwnChannel = {
  channel: NonNullable<Turn['channel']>;
  /** The projects for which this person has the right. Without one, the person hears of none. */
  projects: readonly Project[];
};

/** Lets a person do this in a channel, for the projects for which the person has the right. */
export const inChannel =
  (
    action: Action,
    words: { elsewhere: NoticeCode; otherwise: NoticeCode },
  ): May<unknown, OwnChannel> =>
  async (deps, turn) => {
    const { channel } = turn;
    if (channel === undefined) return refused({ notice: words.elsewhere });
    const all = await deps.projects();
    const rights = await readRights(deps.rights, turn.who, all);
    const projects = all.filter((project) =>
      mayDo(action, rights, { requester: false, owner: rights.owns(project) }),
    );
    return projects.length > 0
      ? granted({ channel, projects })
      : refused({ notice: words.otherwise });
  };
