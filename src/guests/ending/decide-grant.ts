import type { Reason } from '../reason.ts';

/** How the guest has a grant at this moment. `since`: when it was given, where the directory says so. */
export type HeldNow = { how: 'direct' | 'by group' | 'by rule' | 'gone'; since?: Date | undefined };

/** One grant of one guest, with all that decides whether it may go. */
export type GrantToEnd = {
  kind: 'group' | 'app' | 'licence';
  target: string;
  /** The role of an application; empty for the default one, and for groups and licences. */
  detail: string;
  /** Kept from the first intent on. What was there before it is not ours, nor is what nobody can know. */
  made: 'by us' | 'not by us';
  /** When our call that gave it was settled, the last one where it was given again by us. */
  givenAt?: Date | undefined;
  /** The live invitations of this guest that give it, those that end among them. */
  neededBy: readonly number[];
  held: HeldNow;
};

export type GrantFate = { fate: 'take' } | { fate: 'stay'; why: Reason };

/** Clocks differ, and what we gave bears the directory's time. */
const clockSlackMs = 10 * 60_000;

/**
 * Whether a grant goes when these invitations end. It goes only where the bot gave it, the guest has it directly, nobody
 * has taken it and given it again since, and no other live invitation needs it.
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
