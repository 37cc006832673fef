import { findProject } from '../../src/guests/project/project-file.ts';
import { nearest } from '../../src/guests/text/nearest.ts';
import { isMuted } from '../../src/store/telling/mutes.ts';
import { checkProject } from '../../src/work/projects/check-project.ts';
import { projectOneCard } from '../cards/project-one-card.ts';
import { projectView } from '../drawing/project-view.ts';
import { drawProjects } from '../lists/draw-projects.ts';
import type { KnownProjects } from '../rights/project-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { unquoted } from '../words/typed-text.ts';

/** `projects`, `project <key>`: lists what this person may invite to or decides for, or shows one. */
export async function projects(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  { rights, mayInvite, projects: seen, all }: KnownProjects,
): Promise<void> {
  const wanted = unquoted(rest);
  const isPersonal = turn.scope === 'personal';
  if (wanted === '')
    return await turn.say(drawProjects({ projects: seen, mayInvite, isPersonal }, turn.language));
  const project = findProject(seen, wanted);
  if (project === undefined) {
    if (findProject(all, wanted)) turn.noteRefusal(turn.asks, 'project unknown');
    const names = seen.flatMap(({ key, name }) => [key, name]);
    const values = { project: wanted, nearest: nearest(wanted, names) ?? '' };
    return await sayNotice(turn, {
      notice: 'project unknown',
      values,
      items: seen.map(({ key }) => key),
    });
  }
  const view = await projectView(deps.review, deps.rights, project);
  const { tenantId } = turn.who;
  const at = project.channel && { tenantId, projectKey: project.key, ...project.channel };
  const silent = at !== undefined && (await isMuted(deps.db, at));
  const channel = silent ? 'muted' : view.channel;
  // Only operators read a project's faults: they can mend them.
  const check = { ...deps.review, readPerson: deps.rights.readPerson, peopleIn: deps.peopleIn };
  const faults = rights.operator ? await checkProject(check, tenantId, project) : [];
  await turn.say(projectOneCard({ ...view, channel, faults }, turn.language));
}
