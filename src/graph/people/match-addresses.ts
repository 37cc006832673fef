import { type FoundBody, type FoundPerson, toFound } from './found-person.ts';
import { addressInGuestName, nameBeforeDeletion } from './guest-name.ts';

/**
 * Collects the accounts that have one of these addresses (in lower case). If several have it, the nearer kind of
 * address wins: mailbox, then alias, then sign-in name, then a private address.
 */
export function matchAddresses(addresses: ReadonlySet<string>, as: 'living' | 'deleted') {
  const found = new Map<string, FoundPerson>();
  // Most people match by mailbox: only the others need a note of their distance.
  const farther = new Map<string, number>();

  function meet(body: FoundBody): void {
    const kinds = as === 'living' ? kindsOf(body) : kindsOfDeleted(body);
    kinds.forEach((kind, distance) => {
      for (const text of kind) {
        const address = text?.toLowerCase() ?? '';
        if (addresses.has(address)) consider(address, body, distance);
      }
    });
  }

  function consider(address: string, body: FoundBody, distance: number): void {
    const before = found.get(address);
    if (before !== undefined) {
      const near = farther.get(address) ?? 0;
      // So the result does not depend on the order of the accounts.
      if (distance > near || (distance === near && body.id >= before.objectId)) return;
    }
    found.set(address, toFound(body, as));
    if (distance > 0) farther.set(address, distance);
    else farther.delete(address);
  }

  return {
    meet(bodies: readonly FoundBody[]): void {
      for (const body of bodies) meet(body);
    },
    found: (): Map<string, FoundPerson> => found,
  };
}

/** The kinds of address, the nearest first. */
function kindsOf(body: FoundBody): (string | null)[][] {
  return [
    [body.mail],
    body.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, '')),
    [body.userPrincipalName],
    body.otherMails,
  ];
}

/**
 * The kinds of address of a deleted account. Deletion may remove a guest's addresses, but the sign-in name still
 * contains the invited one. A former employee's private address does not count: people may invite that person now.
 */
function kindsOfDeleted(body: FoundBody): (string | null)[][] {
  const name = nameBeforeDeletion(body.userPrincipalName ?? '', body.id);
  const kinds = kindsOf({ ...body, userPrincipalName: name });
  return body.userType === 'Guest'
    ? [...kinds, [addressInGuestName(name) ?? null]]
    : kinds.slice(0, 3);
}
