import type { GraphCall, GraphClient } from '../client/client.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { nextPath } from '../client/graph-links.ts';
import { readGraph } from '../client/read-graph.ts';
import { type FoundBody, peoplePage } from './person-fields.ts';

export type PeopleCall = Pick<GraphCall, 'path' | 'query' | 'headers'>;

/** A list of people to its end, page by page. */
export async function* readPeople(
  client: GraphClient,
  first: PeopleCall,
): AsyncGenerator<readonly FoundBody[]> {
  let next: PeopleCall | undefined = first;
  while (next !== undefined) {
    const page: PeoplePage | undefined = await readGraph(client, next, peoplePage);
    // Half a list must not look like a whole one: whoever is missing from it would be invited again.
    if (page === undefined) throw new GraphUnavailable(10);
    yield page.value;
    const link = nextPath(client, page['@odata.nextLink']);
    // An advanced query stays one on every page.
    next = link && { ...link, ...(first.headers && { headers: first.headers }) };
  }
}

type PeoplePage = { value: FoundBody[]; '@odata.nextLink'?: string | undefined };
