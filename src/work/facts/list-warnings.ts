import type { InvitesFrom } from '../../graph/tenant.ts';
import type { Project } from '../../guests/project/project.ts';
import type { Reason } from '../../guests/reason.ts';
import { shownDomain } from '../../guests/text/look-alike.ts';

/** More warnings of one kind tell nobody more. */
const mostOfAKind = 5;

/**
 * Warns about domains that look like a known one or like another of the list, or are not in plain letters: at most five
 * of each kind. `domains`: each with its first line.
 */
export function domainWarnings(
  domains: ReadonlyMap<string, number>,
  { near, listed }: Record<'near' | 'listed', ReadonlyMap<string, string>>,
): Reason[] {
  const alike: Reason[] = [];
  const foreign: Reason[] = [];
  for (const [name, line] of domains) {
    const shown = shownDomain(name);
    const known = near.get(name);
    if (known !== undefined) {
      const values = { ...shown, near: shownDomain(known).domain, line };
      alike.push({ code: 'domain looks alike', values });
    } else alike.push(...pairWarning({ name, line }, listed.get(name), domains));
    if (shown.domain !== name)
      foreign.push({ code: 'domain in both forms', values: { ...shown, line } });
  }
  return [...alike.slice(0, mostOfAKind), ...foreign.slice(0, mostOfAKind)];
}

/** Warns about two new domains of a list once, at the first of them. */
function pairWarning(
  { name, line }: { name: string; line: number },
  other: string | undefined,
  domains: ReadonlyMap<string, number>,
): Reason[] {
  const otherLine = other === undefined ? undefined : domains.get(other);
  if (other === undefined || otherLine === undefined || otherLine < line) return [];
  const values = { ...shownDomain(name), near: shownDomain(other).domain, line, other: otherLine };
  return [{ code: 'domains look alike', values }];
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
