import type { Project } from '../../src/guests/project/project.ts';
import type { Known } from '../../src/guests/sentence/read-clauses.ts';
import type { BotDeps } from './bot-deps.ts';
import type { Turn } from './turn.ts';

/** Helps to read what a person typed: the names of projects, and how dates are written in their language. */
export async function typingContext(
  deps: Pick<BotDeps, 'projects' | 'config'>,
  turn: Pick<Turn, 'language'>,
): Promise<Known> {
  return typingContextIn(deps, turn, await deps.projects());
}

/** The same where the person may hear only of some projects. */
export function typingContextIn(
  { config }: Pick<BotDeps, 'config'>,
  { language }: Pick<Turn, 'language'>,
  projects: readonly Pick<Project, 'key' | 'name'>[],
): Known {
  return {
    projects: projects.flatMap(({ key, name }) => [key, name]),
    maxRows: config.limits.rows,
    // English is written both ways: nobody can know.
    dayFirst: language === 'en' ? undefined : true,
  };
}
