import type { GraphClient } from '../client/client.ts';
import { odataText } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';
import { severalAtOnce } from '../client/several-at-once.ts';
import { type FoundPerson, foundSelect, peoplePage, toFound } from './found-person.ts';
import { readPeople } from './read-people.ts';

/** Values after `in` count as clauses. */
const idsPerCall = 15;
/** As many calls as one batch takes, if the client makes batches. */
const callsAtOnce = 20;

/** Finds accounts by object id. Deleted accounts are missing. */
export async function findByIds(
  client: GraphClient,
  ids: readonly string[],
): Promise<Map<string, FoundPerson>> {
  const found = new Map<string, FoundPerson>();
  await severalAtOnce(callsAtOnce, filtersFor(ids), async ($filter) => {
    const query = { $filter, $select: foundSelect.join(',') };
    for await (const page of readPeople(client, { path: '/users', query })) {
      for (const body of page) found.set(body.id, toFound(body, 'living'));
    }
  });
  return found;
}

/** Finds accounts that were deleted less than 30 days ago, by object id. Empty where the bot may not read that. */
export async function findDeletedByIds(
  client: GraphClient,
  ids: readonly string[],
): Promise<Map<string, FoundPerson>> {
  const found = new Map<string, FoundPerson>();
  await severalAtOnce(callsAtOnce, filtersFor(ids), async ($filter) => {
    const call = {
      path: '/directory/deletedItems/graph.user',
      // Filters on deleted objects are an advanced query.
      query: { $filter, $count: 'true', $select: foundSelect.join(',') },
      headers: { ConsistencyLevel: 'eventual' },
    };
    const page = await tryRead(client, call, peoplePage);
    if (page.kind !== 'read') return;
    for (const body of page.value.value) found.set(body.id, toFound(body, 'deleted'));
  });
  return found;
}

function filtersFor(ids: readonly string[]): string[] {
  const asked = [...new Set(ids)];
  return Array.from({ length: Math.ceil(asked.length / idsPerCall) }, (_, n) => {
    const some = asked.slice(n * idsPerCall, (n + 1) * idsPerCall);
    return `id in (${some.map(odataText).join(',')})`;
  });
}
