import type { GraphClient } from '../client/client.ts';
import { GraphRefused } from '../client/graph-faults.ts';
import { type FoundPerson, foundSelect } from './found-person.ts';
import { matchAddresses } from './match-addresses.ts';
import { readPeople } from './read-people.ts';

/** Finds accounts with one of these addresses that somebody deleted since. Empty when the bot may not read that. */
export async function deletedSince(
  client: GraphClient,
  addresses: readonly string[],
  since: Date,
): Promise<Map<string, FoundPerson>> {
  const match = matchAddresses(new Set(addresses), 'deleted');
  const call = {
    path: '/directory/deletedItems/graph.user',
    query: {
      // Graph keeps whole seconds.
      $filter: `deletedDateTime ge ${since.toISOString().replace(/\.\d{3}Z$/, 'Z')}`,
      $select: foundSelect.join(','),
      $count: 'true',
      $top: '999',
    },
    headers: { ConsistencyLevel: 'eventual' },
  };
  try {
    for await (const page of readPeople(client, call)) match.meet(page);
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
  }
  return match.found();
}
