import { addressInGuestName, nameBeforeDeletion } from './guest-name.ts';
import { type FoundBody, type FoundPerson, toFound } from './person-fields.ts';

/**
 * Keeps who answers to which of the addresses (given in lower case), of however many people it is shown. Where several
 * do, the nearer kind of address wins: the mailbox before an alias, both before a private address that somebody noted
 * for contact.
 */
export function matchAddresses(addresses: ReadonlySet<string>, as: 'living' | 'deleted') {
  const found = new Map<string, FoundPerson>();
  // Of most people the mailbox is asked for: only the others need a note of how near they are.
  const farther = new Map<string, number>();

  function meet(body: FoundBody): void {
    const kinds = as === 'living' ? kindsOf(body) : kindsOfDeleted(body);
    for (const [distance, kind] of kinds.entries()) {
      for (const text of kind) {
        const address = text?.toLowerCase() ?? '';
        if (addresses.has(address)) consider(address, body, distance);
      }
    }
  }

  function consider(address: string, body: FoundBody, distance: number): void {
    const before = found.get(address);
    if (before !== undefined) {
      const near = farther.get(address) ?? 0;
      // Whatever the order in which people are met, the answer is the same.
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
