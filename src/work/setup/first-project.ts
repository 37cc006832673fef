import { slug } from '../../graph/setup/slug.ts';
import type { SetupAnswers } from './setup-answers.ts';

/** As people type it after `to`. */
const keyOf = (name: string) => slug(name, 40, 'first');

/** The projects file with the first project. `owners` and `group` are ids. */
export function firstProject(
  { project, team, features }: SetupAnswers,
  { owners, group }: { owners: readonly string[]; group: string | undefined },
): string {
  const access = {
    ...(group !== undefined && { groups: [group] }),
    ...(team !== undefined && features.includes('teams') && { team }),
  };
  const first = {
    key: keyOf(project),
    name: project,
    owners,
    access,
    ...(features.includes('ends') && { guestExpiresAfter: 'P180D', whenOver: 'block' }),
  };
  return `${JSON.stringify({ projects: [first] }, null, 2)}\n`;
}
