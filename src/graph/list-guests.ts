import type { GraphCall, GraphClient } from './client.ts';
import { GraphUnavailable } from './graph-faults.ts';
import { matchAddresses } from './match-addresses.ts';
import { type FoundBody, type FoundPerson, foundSelect, peoplePage } from './person-fields.ts';
import { needed, readGraph, tryRead } from './read-graph.ts';
import { nextPath } from './same-graph.ts';

const $select = foundSelect.join(',');
const pages = { $select, $top: '999' };

/**
 * Who of the tenant's guests has one of these addresses: all guests are listed, 999 a page, and only those who are
 * asked for are kept. Members whom an invitation made are listed too. A member who merely noted an address here as
 * private mail is not found this way; Graph's answer to the invitation names them.
 */
export async function findAmongGuests(
  client: GraphClient,
  addresses: ReadonlySet<string>,
): Promise<Map<string, FoundPerson>> {
  const found = new Map<string, FoundPerson>();
  for (const $filter of [
    "userType eq 'Guest'",
    "userType eq 'Member' and creationType eq 'Invitation'",
  ]) {
    const first = { path: '/users', query: { ...pages, $filter } };
    for await (const page of readPages(client, first))
      keep(found, page, { addresses, as: 'living' });
  }
  return found;
}

/** Who had one of these addresses and was deleted less than 30 days ago: all the deleted are listed. */
export async function findAmongDeleted(
  client: GraphClient,
  addresses: ReadonlySet<string>,
): Promise<Map<string, FoundPerson> | 'not readable'> {
  const first = { path: '/directory/deletedItems/graph.user', query: pages };
  const readable = await tryRead(client, first, peoplePage);
  if (readable.kind === 'not readable') return 'not readable';
  const found = new Map<string, FoundPerson>();
  const page = needed(readable);
  if (page === undefined) return found;
  keep(found, page.value, { addresses, as: 'deleted' });
  const next = nextPath(client, page['@odata.nextLink']);
  if (next === undefined) return found;
  for await (const more of readPages(client, next)) keep(found, more, { addresses, as: 'deleted' });
  return found;
}

type PageCall = Pick<GraphCall, 'path' | 'query'>;

async function* readPages(client: GraphClient, first: PageCall): AsyncGenerator<FoundBody[]> {
  let next: PageCall | undefined = first;
  while (next !== undefined) {
    const page: PeoplePage | undefined = await readGraph(client, next, peoplePage);
    // Half a list must not look like a whole one: whoever is missing from it would be invited again.
    if (page === undefined) throw new GraphUnavailable(10);
    yield page.value;
    next = nextPath(client, page['@odata.nextLink']);
  }
}

type PeoplePage = { value: FoundBody[]; '@odata.nextLink'?: string | undefined };

/** One body may answer to several of the addresses; what was found first under an address stays. */
function keep(
  found: Map<string, FoundPerson>,
  bodies: readonly FoundBody[],
  { addresses, as }: { addresses: ReadonlySet<string>; as: 'living' | 'deleted' },
): void {
  for (const body of bodies) {
    const wanted = addressesOf(body).filter((address) => addresses.has(address));
    if (wanted.length === 0) continue;
    for (const [address, person] of matchAddresses(wanted, [body], as)) {
      if (!found.has(address)) found.set(address, person);
    }
  }
}

function addressesOf(body: FoundBody): string[] {
  const proxies = body.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, ''));
  const all = [body.mail, body.userPrincipalName, ...body.otherMails, ...proxies];
  return [...new Set(all.flatMap((text) => text?.toLowerCase() ?? []))];
}
