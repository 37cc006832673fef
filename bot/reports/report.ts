import { findProject } from '../../src/guests/project/project-file.ts';
import { chooseProjectCard } from '../cards/choose-project-card.ts';
import { drawReport } from '../lists/draw-report.ts';
import type { ReportedProjects } from '../rights/report-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayProjectUnknown } from '../turns/say-project-unknown.ts';
import type { Turn } from '../turns/turn.ts';
import { unquoted } from '../words/typed-text.ts';

/**
 * `report <project>`: counts what became of the partners of a project. Without a project an operator reads of all
 * projects, and an owner chooses among theirs.
 */
export async function report(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  { projects, all }: ReportedProjects,
): Promise<void> {
  const wanted = unquoted(rest);
  const [only, ...others] = projects;
  const one = wanted === '' && others.length === 0 ? only : findProject(projects, wanted);
  if (wanted !== '' && one === undefined) return await sayProjectUnknown(turn, wanted, projects);
  if (one === undefined && !all)
    return await turn.say(chooseProjectCard({ projects, what: 'report' }, turn.language));
  const { language, timeZone, who } = turn;
  const of = wanted === '' && all ? { projects, one: undefined } : { projects, one };
  const viewer = { language, timeZone, now: deps.clock.now() };
  await turn.say(await drawReport(deps.db, who.tenantId, of, viewer));
}
