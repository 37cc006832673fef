import type { Project } from '../../src/guests/project/project.ts';
import { projectsListCard } from '../cards/projects-list-card.ts';
import type { Card } from '../cards/render-card.ts';
import type { Language } from '../words/say.ts';

/** Draws the projects that somebody may hear of. `mayInvite`: the card also says how to invite. */
export function drawProjects(
  seen: { projects: readonly Project[]; mayInvite: boolean; isPersonal: boolean },
  language: Language,
): Card {
  const projects = seen.projects.map(({ key, name, approval }) => ({
    key,
    name,
    approvers: approval.required ? approval.approvers : 0,
    stages: approval.stages?.length,
  }));
  return projectsListCard(
    { projects, mayInvite: seen.mayInvite, isPersonal: seen.isPersonal },
    language,
  );
}
