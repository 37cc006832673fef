import type { GraphClient } from './client.ts';

/**
 * The path of a link from Graph, for the next call. Throws when the link leads to another host, which would get the
 * bot's token.
 */
export function nextPath(
  client: GraphClient,
  link: string | undefined,
): { path: string } | undefined {
  if (link === undefined) return undefined;
  if (!isOfGraph(client, link)) throw new Error('A link of Graph leads elsewhere');
  // The library takes any "://" in a path for the start of an address.
  return { path: link.slice(client.root.length).replaceAll('://', '%3A%2F%2F') };
}

/** True when the link leads to the Graph that this client talks to. */
export const isOfGraph = (client: Pick<GraphClient, 'root'>, link: string): boolean =>
  link.startsWith(`${client.root}/`);
