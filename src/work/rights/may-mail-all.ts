import type { Project } from '../../guests/project/project.ts';
import { mayDo } from '../../guests/rights.ts';
import type { Rights } from './read-rights.ts';

/** True for somebody who may send the mail again to all of the project who have not accepted. */
export const mayMailAll = (
  rights: Rights,
  project: Pick<Project, 'owners' | 'ownersGroup'>,
): boolean => mayDo('resend pending', rights, { requester: false, owner: rights.owns(project) });
