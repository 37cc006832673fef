import type { Project } from '../../src/guests/project/project.ts';
import { mayDo } from '../../src/guests/rights.ts';
import type { FoundPartner, Sight } from '../../src/store/guests/partners-in-sight.ts';
import { type GiveUp, readGiveUp } from '../../src/store/invitations/give-ups.ts';
import { readProject } from '../../src/store/projects.ts';
import { mayAnswerGiveUp } from '../../src/work/mailing/may-answer-give-up.ts';
import { mayMailAll } from '../../src/work/rights/may-mail-all.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import { granted, type May, refused } from './guarded.ts';
import { mayKnow } from './project-rights.ts';

export type VisiblePartners = {
  rights: Rights;
  /** Limits every read: the person's own rows, those of own projects, or all. */
  sight: Sight;
  projects: readonly Project[];
  /** True where they may hear of the project. */
  knows(project: Project): boolean;
  /** True where they may send the mail again to all of the project. */
  mailsAll(project: Project): boolean;
};

/** Lets a person pass who may ask for partners at all. `sight` limits which partners they see. */
export const seesPartners =
  (action: 'pending' | 'guest' | 'resend'): May<unknown, VisiblePartners> =>
  async (deps, turn) => {
    const listed = deps.projects();
    const rights = await readRights(deps.rights, turn.who, listed);
    const projects = await listed;
    const owned = projects.filter((project) => rights.owns(project));
    // Anybody may have rows of their own; the read of the rows finds out.
    if (!mayDo(action, rights, { requester: true, owner: owned.length > 0 })) {
      return refused({ notice: 'may not ask' });
    }
    const { tenantId, personId } = turn.who;
    const keys = owned.map(({ key }) => key);
    // A requester who may no longer invite no longer sees their guests, unless they own the project.
    const own = rights.inviter;
    return granted({
      rights,
      projects,
      knows: (project) => mayKnow(rights, project),
      mailsAll: (project) => mayMailAll(rights, project),
      sight: { tenantId, requesterId: personId, own, projects: keys, all: rights.operator },
    });
  };

/** Entra's log of an account may name other people, so the bot offers it to operators alone. */
export const offersEntraLog = ({ all }: Sight, { partner }: FoundPartner): 'offered' | undefined =>
  all && partner.objectId !== null ? 'offered' : undefined;

/** Lets an operator pass who asks what Entra's log says about a partner. */
export const seesEntraLog: May<unknown, VisiblePartners> = async (deps, turn) => {
  const seen = await seesPartners('guest')(deps, turn, undefined);
  if (seen.kind === 'refused') return seen;
  const mayRead = mayDo('see answers', seen.given.rights, { requester: false, owner: false });
  return mayRead ? seen : refused({ notice: 'operators only' });
};

/** Lets a person pass who may mail all of the project that a list of pending partners is about. */
export const mailsPending: May<
  { list?: string | undefined },
  { project: Project; rights: Rights }
> = async (deps, turn, { list = '' }) => {
  const seen = await seesPartners('resend')(deps, turn, undefined);
  if (seen.kind === 'refused') return seen;
  const [, key] = /^pending of (\S+)$/.exec(list) ?? [];
  const project = seen.given.projects.find((each) => each.key === key);
  return project === undefined || !seen.given.mailsAll(project)
    ? refused({ notice: 'owners only' })
    : granted({ project, rights: seen.given.rights });
};

/** A question whether to revoke invitations that nobody has accepted. */
export type AskedGiveUp = { question: GiveUp };

/** Lets the asked requester answer, and the owners of the project and operators. For others there is no question. */
export const answersGiveUp: May<{ giveUpId?: number | undefined }, AskedGiveUp> = async (
  deps,
  turn,
  { giveUpId },
) => {
  const question = giveUpId === undefined ? undefined : await readGiveUp(deps.db, giveUpId);
  if (question?.tenantId !== turn.who.tenantId) return refused({ notice: 'not found' });
  const project = await readProject(deps.db, question.projectKey);
  return (await mayAnswerGiveUp(deps.rights, turn.who.personId, { question, project }))
    ? granted({ question })
    : refused({ notice: 'not found' });
};
