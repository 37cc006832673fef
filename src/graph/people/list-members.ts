import type { GraphClient } from '../client/client.ts';
import { odataText } from '../client/graph-path.ts';
import { severalAtOnce } from '../client/several-at-once.ts';
import { type FoundBody, foundSelect } from './found-person.ts';
import { type PeopleCall, readPeople } from './read-people.ts';

/** A domain needs three clauses; a filter takes fifteen. */
const domainsPerCall = 5;
/** From so many domains on, a list of all members costs fewer calls, except in the largest companies. */
const mostDomains = 100;
const callsAtOnce = 4;
const pages = { $select: foundSelect.join(','), $top: '999' };

/**
 * Lists members with an address in one of these domains: guests who became members, people of another company,
 * employees with a private address. Lists all members if there are too many domains.
 */
export async function listMembers(
  client: GraphClient,
  domains: ReadonlySet<string>,
  meet: (people: readonly FoundBody[]) => void,
): Promise<void> {
  const calls = domains.size > mostDomains ? [allMembers] : callsFor([...domains]);
  await severalAtOnce(callsAtOnce, calls, async (call) => {
    for await (const page of readPeople(client, call)) meet(page);
  });
}

const allMembers: PeopleCall = {
  path: '/users',
  query: { ...pages, $filter: "userType eq 'Member'" },
};

function callsFor(domains: readonly string[]): PeopleCall[] {
  const calls: PeopleCall[] = [];
  for (let at = 0; at < domains.length; at += domainsPerCall) {
    const clauses = domains.slice(at, at + domainsPerCall).flatMap(clausesOf);
    const $filter = `userType ne 'Guest' and (${clauses.join(' or ')})`;
    calls.push({
      path: '/users',
      query: { ...pages, $filter, $count: 'true' },
      // `endsWith` and `ne` are advanced: https://learn.microsoft.com/graph/aad-advanced-queries
      headers: { ConsistencyLevel: 'eventual' },
    });
  }
  return calls;
}

function clausesOf(domain: string): string[] {
  const end = odataText(`@${domain}`);
  return [
    `endsWith(mail,${end})`,
    `otherMails/any(x:endsWith(x,${end}))`,
    `proxyAddresses/any(x:endsWith(x,${end}))`,
  ];
}
