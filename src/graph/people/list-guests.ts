import type { GraphClient } from '../client/client.ts';
import { nextPath } from '../client/graph-links.ts';
import { needed, tryRead } from '../client/read-graph.ts';
import { type FoundBody, type FoundPerson, foundSelect, peoplePage } from './found-person.ts';
import { listMembers } from './list-members.ts';
import { matchAddresses } from './match-addresses.ts';
import { readPeople } from './read-people.ts';

const pages = { $select: foundSelect.join(','), $top: '999' };

/**
 * Finds accounts by address through lists: all guests, 999 a page, and the members with an address in these domains.
 * No address may be in the tenant's own domains. Keeps only the accounts that the caller asked for.
 */
export async function findAmongAll(
  client: GraphClient,
  addresses: ReadonlySet<string>,
): Promise<Map<string, FoundPerson>> {
  const match = matchAddresses(addresses, 'living');
  await Promise.all([
    listGuests(client, match.meet),
    listMembers(client, domainsOf(addresses), match.meet),
  ]);
  return match.found();
}

async function listGuests(
  client: GraphClient,
  meet: (people: readonly FoundBody[]) => void,
): Promise<void> {
  const query = { ...pages, $filter: "userType eq 'Guest'" };
  for await (const page of readPeople(client, { path: '/users', query })) meet(page);
}

const domainsOf = (addresses: ReadonlySet<string>) =>
  new Set([...addresses].map((address) => address.replace(/^.*@/, '')));

/** Finds accounts by address in the list of all that somebody deleted less than 30 days ago. */
export async function findAmongDeleted(
  client: GraphClient,
  addresses: ReadonlySet<string>,
): Promise<Map<string, FoundPerson> | 'not readable'> {
  const first = { path: '/directory/deletedItems/graph.user', query: pages };
  const readable = await tryRead(client, first, peoplePage);
  if (readable.kind === 'not readable') return 'not readable';
  const match = matchAddresses(addresses, 'deleted');
  const page = needed(readable, first.path);
  if (page === undefined) return match.found();
  match.meet(page.value);
  const next = nextPath(client, page['@odata.nextLink']);
  if (next === undefined) return match.found();
  for await (const more of readPeople(client, next)) match.meet(more);
  return match.found();
}
