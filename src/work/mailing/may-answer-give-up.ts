import type { Project } from '../../guests/project/project.ts';
import { mayDo } from '../../guests/rights.ts';
import type { GiveUp } from '../../store/invitations/give-ups.ts';
import { type RightsDeps, readRights } from '../rights/read-rights.ts';

/**
 * True for the asked requester, as long as they may invite, for owners of the project and for operators. Throws
 * GraphUnavailable.
 */
export async function mayAnswerGiveUp(
  deps: RightsDeps,
  personId: string,
  { question, project }: { question: GiveUp; project: Project | undefined },
): Promise<boolean> {
  const rights = await readRights(deps, { personId }, project === undefined ? [] : [project]);
  const owner = project !== undefined && rights.owns(project);
  return mayDo('give up', rights, { requester: question.personId === personId, owner });
}
