import { addressInGuestName, nameBeforeDeletion } from './guest-name.ts';
import { type FoundBody, type FoundPerson, toFound } from './person-fields.ts';

/**
 * Keeps who answers to which of the addresses, of however many people it is shown. Where several do, the nearer kind
 * of address wins: the mailbox before an alias, both before a private address that somebody noted for contact.
 */
export function matchAddresses(addresses: Iterable<string>, as: 'living' | 'deleted') {
  const asked = new Map([...addresses].map((address) => [address.toLowerCase(), address]));
  const nearest = new Map<string, { person: FoundPerson; distance: number }>();

  function meet(body: FoundBody): void {
    const kinds = as === 'living' ? kindsOf(body) : kindsOfDeleted(body);
    for (const [distance, kind] of kinds.entries()) {
      for (const text of kind) {
        const address = asked.get(text?.toLowerCase() ?? '');
        if (address !== undefined) consider(address, body, distance);
      }
    }
  }

  function consider(address: string, body: FoundBody, distance: number): void {
    const before = nearest.get(address);
    const closer =
      before === undefined ||
      distance < before.distance ||
      // Whatever the order in which people are met, the answer is the same.
      (distance === before.distance && body.id < before.person.objectId);
    if (closer) nearest.set(address, { person: toFound(body, as), distance });
  }

  return {
    meet(bodies: readonly FoundBody[]): void {
      for (const body of bodies) meet(body);
    },
    found: (): Map<string, FoundPerson> =>
      new Map([...nearest].map(([address, { person }]) => [address, person])),
  };
}

/** The nearest kind first. */
function kindsOf(body: FoundBody): (string | null)[][] {
  return [
    [body.mail],
    body.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, '')),
    [body.userPrincipalName],
    body.otherMails,
  ];
}

/**
 * Deletion may take a guest's addresses away; the sign-in name still tells under which one the invitation went. What an
 * employee who left had noted as private mail says nothing against inviting that address now.
 */
function kindsOfDeleted(body: FoundBody): (string | null)[][] {
  const name = nameBeforeDeletion(body.userPrincipalName ?? '', body.id);
  const kinds = kindsOf({ ...body, userPrincipalName: name });
  return body.userType === 'Guest'
    ? [...kinds, [addressInGuestName(name) ?? null]]
    : kinds.slice(0, 3);
}
