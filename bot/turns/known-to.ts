import type { Known } from '../../src/guests/typed/read-clauses.ts';
import type { BotDeps } from './deps.ts';
import type { Turn } from './turn.ts';

/** Helps to read what a person typed: the names of projects, and how dates are written in their language. */
export async function knownTo(
  { projects, config }: Pick<BotDeps, 'projects' | 'config'>,
  { language }: Pick<Turn, 'language'>,
): Promise<Known> {
  const all = await projects();
  return {
    projects: all.flatMap(({ key, name }) => [key, name]),
    // English is written both ways: nobody can know.
    maxRows: config.limits.rows,
    dayFirst: language === 'en' ? undefined : true,
  };
}
