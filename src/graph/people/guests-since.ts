import type { GraphClient } from '../client/client.ts';
import { type FoundPerson, foundSelect, toFound } from './found-person.ts';
import { readPeople } from './read-people.ts';

/** Guests whom an invitation of any sender made at this moment or later. Throws GraphUnavailable. */
export async function guestsSince(client: GraphClient, since: Date): Promise<FoundPerson[]> {
  // Graph writes whole seconds, so one made in the same second counts.
  const from = since.toISOString().replace(/\.\d{3}Z$/, 'Z');
  const query = {
    $filter: `userType eq 'Guest' and createdDateTime ge ${from}`,
    $select: foundSelect.join(','),
    $top: '999',
  };
  const found: FoundPerson[] = [];
  for await (const page of readPeople(client, { path: '/users', query }))
    found.push(...page.map((body) => toFound(body, 'living')));
  return found;
}
