import type { Reason } from '../reason.ts';

/** How the guest has a grant at this moment. `since`: when somebody gave it, if the directory says so. */
export type HeldNow = { how: 'direct' | 'by group' | 'by rule' | 'gone'; since?: Date | undefined };

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
  /** The guest's live invitations that give this grant, including those that end. */
  neededBy: readonly number[];
  held: HeldNow;
};

export type GrantFate = { fate: 'take' } | { fate: 'stay'; why: Reason };

/** The directory dates a grant by its own clock, which differs from ours. */
const clockSlackMs = 10 * 60_000;

/**
 * Decides whether the bot takes a grant when these invitations end. It takes the grant only if the bot gave it, the
 * guest has it directly, nobody took it and gave it again since, and no other live invitation needs it.
 */
export function decideGrant(grant: GrantToEnd, ending: ReadonlySet<number>): GrantFate {
  const code = whyItStays(grant, ending);
  if (code === undefined) return { fate: 'take' };
  const { kind, target } = grant;
  return { fate: 'stay', why: { code, values: { id: target, name: target, kind } } };
}

function whyItStays(
  { made, givenAt, neededBy, held }: GrantToEnd,
  ending: ReadonlySet<number>,
): Reason['code'] | undefined {
  if (held.how === 'gone') return 'grant gone already';
  if (made !== 'by us') return 'grant there before';
  if (neededBy.some((id) => !ending.has(id))) return 'grant needed elsewhere';
  if (held.how === 'by group') return 'grant through group';
  if (held.how === 'by rule') return 'grant by rule';
  return isGivenAgain(held, givenAt) ? 'grant given again' : undefined;
}

function isGivenAgain({ since }: HeldNow, givenAt: Date | undefined): boolean {
  if (since === undefined || givenAt === undefined) return false;
  return since.getTime() > givenAt.getTime() + clockSlackMs;
}
