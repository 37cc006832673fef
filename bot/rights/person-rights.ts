import type { Project } from '../../src/guests/project/project.ts';
import { type Action, mayDo } from '../../src/guests/rights.ts';
import type { Chooser } from '../../src/store/steps/candidate-requests.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import type { NoticeCode } from '../cards/notice-codes.ts';
import { readDecidingParts } from './decider-rights.ts';
import { granted, type May, refused } from './guarded.ts';

/** Lets a requester do this with what is their own. The rights that the handler gets leave out owners' groups. */
export const asRequester =
  (action: Action, otherwise: NoticeCode): May<unknown, { rights: Rights }> =>
  async (deps, turn) => {
    const rights = await readRights(deps.rights, turn.who, []);
    return mayDo(action, rights, { requester: true, owner: false })
      ? granted({ rights })
      : refused({ notice: otherwise });
  };

/**
 * The abilities of a person that help and the welcome name. Undefined: Graph does not answer, and the answer waits for
 * nothing.
 */
export type Abilities = {
  mayInvite: boolean | undefined;
  /** Names of the person's own projects. */
  owns: readonly string[];
  /** True for somebody who decides in a project, as an owner or in one of its stages. */
  decides: boolean;
  /** True for somebody who can neither invite nor decide nor operate. */
  looksOn: boolean;
  /** True for an operator. */
  operates: boolean;
  projects: readonly Project[];
};

/** The words for guests of the tenant and for blocked accounts: always the same, and nothing else. */
const outside = refused({ notice: 'refused' });

/**
 * The right to everything that names no partner, request or project: a person needs only to belong to the organisation.
 * A person whom the bot let pass within the last hour passes again without a call to Graph. While Graph does not
 * answer, everybody passes.
 */
export const asMember: May<unknown, undefined> = async ({ rights: deps, members }, { who }) => {
  if (members.has(who.personId)) return granted(undefined);
  const rights = await readRights(deps, who, []).catch(() => undefined);
  if (rights?.member === false) return outside;
  if (rights !== undefined) members.add(who.personId);
  return granted(undefined);
};

/** A right whose refusal tells people outside the organisation nothing of what they asked for. */
export const insiders =
  <Input, Given>(may: May<Input, Given>): May<Input, Given> =>
  async (deps, turn, input) => {
    const verdict = await may(deps, turn, input);
    if (verdict.kind === 'granted') return verdict;
    const { member } = await readRights(deps.rights, turn.who, []);
    return member ? verdict : outside;
  };

/**
 * Lets every member of the organisation pass, and says what the bot knows of their rights. While Graph does not answer,
 * everybody passes, and the bot knows nothing of their rights.
 */
export const asFarAsKnown: May<unknown, Abilities> = async (deps, turn) => {
  const listed = deps.projects();
  const parts = readDecidingParts(deps);
  const rights = await readRights(deps.rights, turn.who, parts).catch(() => undefined);
  const projects = await listed;
  if (rights?.member === false) return outside;
  const mayInvite = rights && mayDo('invite', rights, { requester: true, owner: false });
  const owns = projects.filter((project) => rights?.owns(project)).map(({ name }) => name);
  const decides = rights !== undefined && (await parts).some(rights.owns);
  const looksOn = mayInvite === false && !decides && rights?.operator === false;
  const operates = rights?.operator === true;
  return granted({ mayInvite, owns, decides, looksOn, operates, projects });
};

/**
 * The people whose requests the bot may offer: everybody to an operator, themselves to others, and the ends by date of
 * their projects to owners. Each click asks for its right.
 */
export const seesChoices: May<unknown, Chooser> = async (deps, turn) => {
  const { tenantId, personId } = turn.who;
  const rights = await readRights(deps.rights, turn.who, deps.projects());
  if (!rights.member) return outside;
  const owned = (await deps.projects()).filter((project) => rights.owns(project));
  const still = rights.inviter || owned.length > 0;
  const owns = owned.map(({ key }) => key);
  return granted({ tenantId, personId, all: rights.operator, still, owns });
};
