import { dayOf } from '../../src/guests/ending/calendar.ts';
import type { Project } from '../../src/guests/project/project.ts';
import type { Known } from '../../src/guests/sentence/read-clauses.ts';
import { otherVerbs } from '../words/command-words.ts';
import type { BotDeps } from './bot-deps.ts';
import type { Turn } from './turn.ts';

/**
 * The facts that the reader of typed text needs: the names of projects, what day it is there, and how people write
 * dates in this language.
 */
export async function typingContext(
  deps: Pick<BotDeps, 'projects' | 'config' | 'clock'>,
  turn: Pick<Turn, 'language' | 'timeZone'>,
): Promise<Known> {
  return typingContextIn(deps, turn, await deps.projects());
}

/** The same facts, with only the projects that the person may hear of. */
export function typingContextIn(
  { config, clock }: Pick<BotDeps, 'config' | 'clock'>,
  { language, timeZone }: Pick<Turn, 'language' | 'timeZone'>,
  projects: readonly Pick<Project, 'key' | 'name'>[],
): Known {
  return {
    projects: projects.flatMap(({ key, name }) => [key, name]),
    today: dayOf(clock.now(), timeZone),
    maxRows: config.limits.rows,
    verbs: otherVerbs,
    // Writers of English use both orders, so nobody can know.
    dayFirst: language === 'en' ? undefined : true,
  };
}
