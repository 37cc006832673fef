import type { GraphClient } from './client.ts';
import { odataText } from './graph-path.ts';
import { type FoundPerson, foundSelect, toFound } from './person-fields.ts';
import { readPeople } from './read-people.ts';

/** Values after `in` count as clauses. */
const idsPerCall = 15;

/** Those of these accounts that are there, by id; deleted ones are not. */
export async function findByIds(
  client: GraphClient,
  ids: readonly string[],
): Promise<Map<string, FoundPerson>> {
  const asked = [...new Set(ids)];
  const found = new Map<string, FoundPerson>();
  for (let at = 0; at < asked.length; at += idsPerCall) {
    const $filter = `id in (${asked
      .slice(at, at + idsPerCall)
      .map(odataText)
      .join(',')})`;
    const query = { $filter, $select: foundSelect.join(',') };
    for await (const page of readPeople(client, { path: '/users', query })) {
      for (const body of page) found.set(body.id, toFound(body, 'living'));
    }
  }
  return found;
}
