/** An invitation that needs access. `waits`: for approval, so it may come to nothing. */
export type NeedingInvitation = { invitationId: number; requestId: number; waits: boolean };

/**
 * The request that alone holds access back though nobody has approved it. Undefined where nothing holds it back, or
 * several requests do, or an invitation that nobody has to approve any more.
 */
export function waitingRequest(
  needs: readonly NeedingInvitation[],
  ending: ReadonlySet<number>,
): number | undefined {
  const others = needs.filter(({ invitationId }) => !ending.has(invitationId));
  if (!others.every(({ waits }) => waits)) return undefined;
  const requests = new Set(others.map(({ requestId }) => requestId));
  const [only] = requests;
  return requests.size === 1 ? only : undefined;
}

/**
 * The values of a reason that something stays: which request holds it back, if that one waits for approval. The ledger
 * keeps them, so their words have to be true after the approval, too.
 */
export const waitingValues = (
  waiting: number | undefined,
): { number: string; waits: 'yes' } | Record<string, never> =>
  waiting === undefined ? {} : { number: String(waiting), waits: 'yes' };
