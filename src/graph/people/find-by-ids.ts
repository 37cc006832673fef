import type { GraphClient } from '../client/client.ts';
import { odataText } from '../client/graph-path.ts';
import { severalAtOnce } from '../client/several-at-once.ts';
import { type FoundPerson, foundSelect, toFound } from './found-person.ts';
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
  const asked = [...new Set(ids)];
  const found = new Map<string, FoundPerson>();
  const calls = Array.from({ length: Math.ceil(asked.length / idsPerCall) }, (_, n) =>
    asked.slice(n * idsPerCall, (n + 1) * idsPerCall),
  );
  await severalAtOnce(callsAtOnce, calls, async (some) => {
    const $filter = `id in (${some.map(odataText).join(',')})`;
    const query = { $filter, $select: foundSelect.join(',') };
    for await (const page of readPeople(client, { path: '/users', query })) {
      for (const body of page) found.set(body.id, toFound(body, 'living'));
    }
  });
  return found;
}
