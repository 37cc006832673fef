import type { PartnerRow } from '../../guests/list/partner-row.ts';
import type { Reason } from '../../guests/reason.ts';

/** One line of a draft that ends something: it names whose access or account. */
export type AskedLine = Pick<PartnerRow, 'address'> &
  Partial<Pick<PartnerRow, 'line' | 'cells' | 'project' | 'problems'>>;

/** Why such a line ends nothing: the same words for somebody else's guest as for nobody's. */
export const noneIn = (address: string, project: string): Reason => ({
  code: 'guest not in project',
  values: { address, project },
});
