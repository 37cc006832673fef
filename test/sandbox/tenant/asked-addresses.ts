import type { Filter } from './odata-filter.ts';

const addressProperties = ['mail', 'userPrincipalName', 'otherMails', 'proxyAddresses'];

/**
 * The addresses in a filter that compares nothing else. Each person who matches has one of them, so the tenant need
 * not read all people. Undefined: read all people.
 */
export function askedAddresses(filter: Filter): string[] | undefined {
  switch (filter.kind) {
    case 'or': {
      const parts = filter.parts.map(askedAddresses);
      return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
    }
    case 'any':
      return isAddress(filter.path) ? textsIn(filter.part) : undefined;
    case 'compare':
      return isAddress(filter.path) ? textsIn(filter) : undefined;
    case 'and':
    case 'not':
      return undefined;
  }
}

/** The ids in a filter that compares nothing else. */
export function askedIds(filter: Filter): string[] | undefined {
  if (filter.kind !== 'compare' || filter.path.join('/') !== 'id') return undefined;
  if (!['eq', 'in'].includes(filter.op)) return undefined;
  return filter.values.map((value) => String(value).toLowerCase());
}

const isAddress = (path: readonly string[]) =>
  path.length === 1 && addressProperties.includes(path[0] ?? '');

function textsIn(filter: Filter): string[] | undefined {
  if (filter.kind !== 'compare' || !['eq', 'in'].includes(filter.op)) return undefined;
  const texts = filter.values.flatMap((value) => (typeof value === 'string' ? value : []));
  // A guest's sign-in name is not one of their addresses.
  const whole = texts.length === filter.values.length && !texts.some((t) => /#EXT#/i.test(t));
  return whole ? texts.map((text) => text.toLowerCase().replace(/^smtp:/, '')) : undefined;
}
