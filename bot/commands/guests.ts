import { findProject } from '../../src/guests/project/project-file.ts';
import { nearest } from '../../src/guests/text/nearest.ts';
import { chooseProjectCard } from '../cards/choose-project-card.ts';
import { drawGuests } from '../lists/draw-guests.ts';
import type { ListedProjects } from '../rights/guests-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { unquoted } from '../words/typed-text.ts';

/** `guests <project>`: lists who has access to it. Without a project it offers this person's projects. */
export async function guests(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  { projects }: ListedProjects,
): Promise<void> {
  const wanted = unquoted(rest);
  const [only, ...others] = projects;
  const project = wanted === '' && others.length === 0 ? only : findProject(projects, wanted);
  if (project === undefined && wanted === '') {
    return await turn.say(chooseProjectCard({ projects }, turn.language));
  }
  if (project === undefined) {
    const names = projects.flatMap(({ key, name }) => [key, name]);
    const values = { project: wanted, nearest: nearest(wanted, names) ?? '' };
    return await sayNotice(turn, { notice: 'project unknown', values });
  }
  const { language, timeZone, who } = turn;
  const list = { tenantId: who.tenantId, project, filter: 'all' } as const;
  const viewer = { language, timeZone, now: deps.clock.now() };
  await turn.say(await drawGuests(deps.db, list, 1, viewer));
}
