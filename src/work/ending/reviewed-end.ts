import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../../store/database.ts';
import type { NewEndingRow } from '../../store/endings/ending-rows.ts';
import { endUnderWay, type LivingAccess } from '../../store/endings/living-access.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';

/** The review of one row: what the bot would do, or what is wrong with the row. */
export type ReviewedEnd = {
  row: number;
  problems: readonly Reason[];
  /** Set where the row repeats another row. */
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
 * Why there is no access to end or to extend: an end of it is under way, or there is none. The same words for access of
 * others as for none.
 */
export async function whyNotThere(
  db: Db,
  of: { tenantId: string; address: string; addresses: readonly string[]; projectKey: string },
): Promise<Reason> {
  const { address, projectKey: project } = of;
  const end = await endUnderWay(db, of);
  return end === undefined
    ? { code: 'guest not in project', values: { address, project } }
    : { code: 'end under way', values: { address, project, number: String(end) } };
}

type Found = Pick<
  NonNullable<ReviewedEnd['ending']>,
  'kind' | 'guestId' | 'about' | 'cause' | 'findings'
> &
  Partial<NonNullable<ReviewedEnd['ending']>>;

/** A row that a review found something for. `first`: the invitation that names it. */
export function foundRow({ row }: RequestRow, first: LivingAccess, ending: Found): ReviewedEnd {
  const { projectKey, address, displayName } = first;
  return {
    row,
    problems: [],
    skipped: null,
    ending: { row, projectKey, address, displayName, ...ending },
  };
}
