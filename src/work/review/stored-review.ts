import type { LicenceStock } from '../../graph/access/licence-stock.ts';
import type { Tenant } from '../../graph/tenant.ts';
import type { Reason } from '../../guests/reason.ts';
import type { ReviewFacts } from '../../store/requests/requests.ts';
import type { CheckedAccess } from '../facts/check-access.ts';
import { licenceNames } from '../facts/licence-names.ts';
import type { ListFacts } from '../facts/list-facts.ts';
import { licenceWarnings } from './licence-warnings.ts';
import { type RowsReviewed, thereAlready } from './review-totals.ts';

type Facts = {
  gathered: Pick<ListFacts, 'projects'>;
  near: ReadonlyMap<string, string>;
  tenant: Pick<Tenant, 'name' | 'primaryDomain'>;
  access: Pick<CheckedAccess, 'names'>;
  warnings: readonly Reason[];
  licences: readonly LicenceStock[] | 'not readable';
};

/** People read no more of them, and the list may be long. */
const mostAlike = 200;

/** Puts together what a review stores beside the rows, so that cards can be drawn without Graph. */
export function reviewFacts(facts: Facts, reviewed: RowsReviewed): ReviewFacts {
  const access = withLicences(facts);
  return {
    access,
    // First: the card may not have room for all, and this one says who goes without.
    warnings: [
      ...licenceWarnings(reviewed.licences, facts.licences),
      ...counted('needed here too', reviewed.recorded.elsewhere),
      ...counted('needed after end', reviewed.recorded.ending),
      ...counted('stays longer', reviewed.recorded.longer),
      ...facts.warnings,
    ],
    pendingGuests: reviewed.pendingGuests,
    there: thereAlready(reviewed, access),
    mail: { inviter: facts.tenant.name, primaryDomain: facts.tenant.primaryDomain },
    alike: [...facts.near].slice(0, mostAlike).map(([domain, near]) => ({ domain, near })),
  };
}

const counted = (code: Reason['code'], count: number): Reason[] =>
  count === 0 ? [] : [{ code, values: { count } }];

/** Adds the licences: by name where the bot may read the stock, otherwise by sku. */
function withLicences({ access, gathered, licences }: Facts): ReviewFacts['access'] {
  return access.names.map((project) => {
    const own = gathered.projects.find(({ key }) => key === project.project);
    const names = licenceNames(own?.access.licences ?? [], licences);
    return { ...project, names: [...project.names, ...names] };
  });
}
