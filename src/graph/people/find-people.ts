import type { GraphClient } from '../client/client.ts';
import { odataText } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';
import { severalAtOnce } from '../client/several-at-once.ts';
import { type FoundPerson, foundSelect, peoplePage } from './found-person.ts';
import { guestNameFor } from './guest-name.ts';
import { matchAddresses } from './match-addresses.ts';
import { readPeople } from './read-people.ts';

/** "Too many child clauses … Max allowed: 15": https://github.com/microsoftgraph/microsoft-graph-docs/issues/21098 */
const clausesPerCall = 15;
/** How long a filter may be once it is encoded. */
const longestFilter = 4_000;
/**
 * Graph takes no more than 2,048 characters in the URL of an advanced query, the host and the other parameters
 * included: https://learn.microsoft.com/graph/aad-advanced-queries
 */
const longestAdvancedFilter = 1_500;
/** As many calls as one batch takes, if the client makes batches. */
const callsAtOnce = 20;

/**
 * Finds accounts by address: mailbox, alias, sign-in name or other mail. Addresses are in lower case. Graph may not
 * show a guest yet whom it made moments ago. Fifteen addresses cost four calls.
 */
export async function findPeople(
  client: GraphClient,
  addresses: readonly string[],
): Promise<Map<string, FoundPerson>> {
  const match = matchAddresses(new Set(addresses), 'living');
  await severalAtOnce(
    callsAtOnce,
    filtersFor(addresses, clausesOf, longestFilter),
    async ($filter) => {
      const query = { $filter, $select: foundSelect.join(',') };
      for await (const page of readPeople(client, { path: '/users', query })) match.meet(page);
    },
  );
  return match.found();
}

/**
 * Finds accounts by address that somebody deleted less than 30 days ago. `initialDomain`: the tenant's first domain.
 * Guests' sign-in names end in it, and deletion may leave only that name and no address.
 */
export async function findDeletedPeople(
  client: GraphClient,
  addresses: readonly string[],
  initialDomain: string,
): Promise<Map<string, FoundPerson> | 'not readable'> {
  const match = matchAddresses(new Set(addresses), 'deleted');
  const clausesFor = (address: string) => [
    `mail eq ${odataText(address)}`,
    `otherMails/any(x:x eq ${odataText(address)})`,
    `endsWith(userPrincipalName,${odataText(guestNameFor(address, initialDomain))})`,
  ];
  for (const $filter of filtersFor(addresses, clausesFor, longestAdvancedFilter)) {
    const call = {
      path: '/directory/deletedItems/graph.user',
      // Filters on deleted objects are an advanced query.
      query: { $filter, $count: 'true', $select: foundSelect.join(',') },
      headers: { ConsistencyLevel: 'eventual' },
    };
    const page = await tryRead(client, call, peoplePage);
    if (page.kind === 'not readable') return 'not readable';
    if (page.kind === 'read') match.meet(page.value.value);
  }
  return match.found();
}

/** Finds the account with this address, to learn after a lost answer whether the invitation made it. */
export async function findInvited(
  client: GraphClient,
  address: string,
): Promise<FoundPerson | undefined> {
  return (await findPeople(client, [address])).get(address);
}

function clausesOf(address: string): string[] {
  return [
    `mail eq ${odataText(address)}`,
    `userPrincipalName eq ${odataText(address)}`,
    `otherMails/any(x:x eq ${odataText(address)})`,
    `proxyAddresses/any(x:x eq ${odataText(`smtp:${address}`)})`,
  ];
}

/** As few filters as Graph takes, each of at most so many clauses, and so long. */
function filtersFor(
  addresses: readonly string[],
  clausesFor: (address: string) => string[],
  longest: number,
): string[] {
  const filters: string[][] = [];
  let length = 0;
  for (const clause of [...new Set(addresses)].flatMap(clausesFor)) {
    const size = encodeURIComponent(` or ${clause}`).length;
    const last = filters.at(-1);
    if (last === undefined || last.length === clausesPerCall || length + size > longest) {
      filters.push([clause]);
      length = size;
    } else {
      last.push(clause);
      length += size;
    }
  }
  return filters.map((clauses) => clauses.join(' or '));
}
