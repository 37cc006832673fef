import type { InvitesFrom } from '../../graph/tenant.ts';
import type { Project } from '../../guests/project/project.ts';
import type { Reason } from '../../guests/reason.ts';
import { shownDomain } from '../../guests/text/look-alike.ts';

/** More warnings of one kind tell nobody more. */
const mostOfAKind = 5;

/** Warns about domains that look like a known one, or are not in plain letters. */
export function domainWarnings(
  domains: ReadonlyMap<string, number>,
  near: ReadonlyMap<string, string>,
): Reason[] {
  const alike: Reason[] = [];
  const foreign: Reason[] = [];
  for (const [name, line] of domains) {
    const shown = shownDomain(name);
    const known = near.get(name);
    if (known !== undefined) {
      const values = { ...shown, near: shownDomain(known).domain, line };
      alike.push({ code: 'domain looks alike', values });
    }
    if (shown.domain !== name)
      foreign.push({ code: 'domain in both forms', values: { ...shown, line } });
  }
  return [...alike.slice(0, mostOfAKind), ...foreign.slice(0, mostOfAKind)];
}

/** Warns about names that hold an address, or say that somebody was checked. */
export function nameWarnings(claims: ReadonlyMap<string, number>): Reason[] {
  return [...claims].map(([name, line]) => ({
    code: 'name claims',
    values: { name, line },
  }));
}

/** Warns about the tenant's invitation policy. It stops no row: Graph's answer to the invitation decides. */
export function policyWarnings(from: InvitesFrom | 'not readable'): Reason[] {
  if (from === 'not readable') return [{ code: 'policy not readable' }];
  if (from === 'none') return [{ code: 'nobody may invite' }];
  return from === 'adminsAndGuestInviters' ? [{ code: 'few may invite' }] : [];
}

/** True where a project gives a licence. */
export const givesLicences = (projects: readonly Project[]): boolean =>
  projects.some(({ access }) => access.licences.length > 0);
