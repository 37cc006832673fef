import { type FoundBody, type FoundPerson, toFound } from './person-fields.ts';

/**
 * Who answers to which of the addresses. Where several do, the nearer kind of address wins: the
 * mailbox before an alias, and both before a private address that somebody noted for contact.
 */
export function matchAddresses(
  addresses: readonly string[],
  bodies: readonly FoundBody[],
  deleted: 'deleted' | 'living',
): Map<string, FoundPerson> {
  const found = new Map<string, FoundPerson>();
  for (const address of addresses) {
    const [nearest] = bodies
      .map((body) => ({ body, distance: distanceOf(body, address.toLowerCase()) }))
      .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.distance - b.distance || a.body.id.localeCompare(b.body.id));
    if (nearest) found.set(address, toFound(nearest.body, deleted));
  }
  return found;
}

function distanceOf(body: FoundBody, address: string): number {
  const kinds = [
    [body.mail],
    body.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, '')),
    [body.userPrincipalName],
    body.otherMails,
  ];
  const distance = kinds.findIndex((kind) => kind.some((text) => text?.toLowerCase() === address));
  return distance < 0 ? Number.POSITIVE_INFINITY : distance;
}
