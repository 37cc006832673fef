import type { Reason } from '../../guests/reason.ts';
import type { RequestKind } from '../../guests/step.ts';
import type { Db } from '../../store/database.ts';
import type { NewEndingRow } from '../../store/endings/ending-rows.ts';
import { type LivingAccess, type Standing, standingOf } from '../../store/endings/living-access.ts';
import type { NamedAccount } from '../../store/guests/same-account.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';

/** The review of one row: what the bot would do, or what is wrong with the row. */
export type ReviewedEnd = {
  row: number;
  problems: readonly Reason[];
  /** Set where the row repeats another row, or where there is nothing to undo. */
  skipped: Reason | null;
  ending?: NewEndingRow | undefined;
};

/** A row with these problems: the bot does nothing for it. */
export const wrongRow = ({ row }: RequestRow, ...problems: readonly Reason[]): ReviewedEnd => ({
  row: row,
  problems,
  skipped: null,
});

/**
 * Why there is no access of a partner to end or to extend: an end of it is under way, it is over, nothing was given
 * yet, or there was none. The same words for access of others as for none.
 */
export async function whyNotThere(
  db: Db,
  {
    address,
    kind,
    account: { addresses, objectId },
    ...of
  }: {
    tenantId: string;
    address: string;
    account: NamedAccount;
    projectKey: string;
    kind: RequestKind;
  },
): Promise<Reason> {
  const standing = await standingOf(db, { ...of, addresses, objectId });
  const meant = standing.findLast(({ ending }) => ending) ?? standing.at(-1);
  const { projectKey: project } = of;
  const none: Reason = { code: 'guest not in project', values: { address, project } };
  return (meant && whyNone({ ...meant, address }, kind)) ?? none;
}

/** Why an invitation that gives no access now gives none. Undefined where it never gave any. */
export function whyNone(standing: Standing, kind: RequestKind): Reason | undefined {
  const { address, projectKey: project, requestId, state, ending, endedIn, cause } = standing;
  const values = { address, project };
  const named = (number: number | null) => ({ ...values, number: String(number) });
  if (ending) return { code: 'end under way', values: named(endedIn) };
  if (state === 'awaiting approval') return { code: 'nothing given yet', values: named(requestId) };
  if (state !== 'revoked' && state !== 'expired') return undefined;
  return cause === 'undone' && kind === 'extend'
    ? { code: 'approval undone before', values: named(endedIn) }
    : { code: 'access over already', values };
}

type Found = Pick<
  NonNullable<ReviewedEnd['ending']>,
  'kind' | 'guestId' | 'about' | 'cause' | 'findings'
> &
  Partial<NonNullable<ReviewedEnd['ending']>>;

/**
 * A row that a review found something for. `first`: the invitation that names it. Where the bot has deleted that name,
 * the row says what the person wrote.
 */
export function foundRow(
  { row, partner }: RequestRow,
  first: LivingAccess,
  ending: Found,
): ReviewedEnd {
  const { projectKey, displayName } = first;
  const address = first.address || partner.address;
  return {
    row,
    problems: [],
    skipped: null,
    ending: { row, projectKey, address, displayName, ...ending },
  };
}
