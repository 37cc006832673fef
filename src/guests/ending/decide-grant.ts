import type { Reason } from '../reason.ts';
import { waitingValues } from './waiting-request.ts';

/**
 * The way in which the guest has a grant at this moment. `since`: when somebody gave it, if the directory says so.
 * `assignmentId`: the directory's id of that gift, if it has one. A grant that somebody gives anew has another id.
 */
export type HeldNow = {
  how: 'direct' | 'by group' | 'by rule' | 'gone';
  since?: Date | undefined;
  assignmentId?: string | undefined;
};

/** One grant of one guest, with all facts that decide whether the bot takes it. */
export type GrantToEnd = {
  kind: 'group' | 'app' | 'licence';
  target: string;
  /** The role of an application; empty for the default one, and for groups and licences. */
  detail: string;
  /** Fixed at the first intent. `not by us` when the guest had the grant before, or when nobody can know. */
  made: 'by us' | 'not by us';
  /** When the bot settled the step that gave it; the last one, if several did. */
  givenAt?: Date | undefined;
  /** The ids of the bot's gifts of it, where the bot knows the id of every one that may still stand. */
  gifts?: readonly string[] | undefined;
  /** The guest's live invitations that give this grant. The invitations that end are among them. */
  neededBy: readonly number[];
  /** The request that alone needs it and waits for approval, as `waitingRequest` says. */
  waiting?: number | undefined;
  held: HeldNow;
};

export type GrantFate = { fate: 'take' } | { fate: 'stay'; why: Reason };

/** The directory dates a grant by its own clock, which differs from ours. Without an id that is all the bot has. */
const clockSlackMs = 10 * 60_000;

/**
 * Decides whether the bot takes a grant when these invitations end. It takes the grant only if the bot gave it, the
 * guest has it directly, nobody took it and gave it again since, and no other live invitation needs it.
 */
export function decideGrant(grant: GrantToEnd, ending: ReadonlySet<number>): GrantFate {
  const code = whyItStays(grant, ending);
  if (code === undefined) return { fate: 'take' };
  const { kind, target, waiting } = grant;
  const held = code === 'grant needed elsewhere' ? waitingValues(waiting) : {};
  return { fate: 'stay', why: { code, values: { id: target, name: target, kind, ...held } } };
}

function whyItStays(
  { made, givenAt, gifts, neededBy, held }: GrantToEnd,
  ending: ReadonlySet<number>,
): Reason['code'] | undefined {
  if (held.how === 'gone') return 'grant gone already';
  if (made !== 'by us') return 'grant there before';
  if (neededBy.some((id) => !ending.has(id))) return 'grant needed elsewhere';
  if (held.how === 'by group') return 'grant through group';
  if (held.how === 'by rule') return 'grant by rule';
  return isGivenAgain(held, { givenAt, gifts }) ? 'grant given again' : undefined;
}

function isGivenAgain(
  { since, assignmentId }: HeldNow,
  { givenAt, gifts }: Pick<GrantToEnd, 'givenAt' | 'gifts'>,
): boolean {
  if (gifts !== undefined && assignmentId !== undefined) return !gifts.includes(assignmentId);
  if (since === undefined || givenAt === undefined) return false;
  return since.getTime() > givenAt.getTime() + clockSlackMs;
}

/** The ids of the gifts that are ours. Undefined where the bot does not know all of these ids. */
export function giftsOf(
  known: readonly { ours: boolean; gift: string | null }[],
): string[] | undefined {
  const ids = known.filter(({ ours }) => ours).map(({ gift }) => gift);
  const read = ids.filter((id) => id !== null);
  return read.length === ids.length ? read : undefined;
}
