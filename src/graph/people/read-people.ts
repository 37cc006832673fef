import type { GraphCall, GraphClient } from '../client/client.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { nextPath } from '../client/graph-links.ts';
import { readGraph } from '../client/read-graph.ts';
import { type FoundBody, peoplePage } from './found-person.ts';

export type PeopleCall = Pick<GraphCall, 'path' | 'query' | 'headers'>;

/** Reads a list of people to its end, page by page. */
export async function* readPeople(
  client: GraphClient,
  first: PeopleCall,
): AsyncGenerator<readonly FoundBody[]> {
  let next: PeopleCall | undefined = first;
  while (next !== undefined) {
    const page: PeoplePage | undefined = await readGraph(client, next, peoplePage);
    // Half a list must not pass for a whole one: the bot would invite a missing person again.
    if (page === undefined) throw new GraphUnavailable(10);
    yield page.value;
    const link = nextPath(client, page['@odata.nextLink']);
    // The headers of an advanced query go with every page.
    next = link && { ...link, ...(first.headers && { headers: first.headers }) };
  }
}

type PeoplePage = { value: FoundBody[]; '@odata.nextLink'?: string | undefined };
