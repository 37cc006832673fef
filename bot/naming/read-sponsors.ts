import type { Directory } from '../../src/graph/directory.ts';
import type { FoundPartner } from '../../src/store/guests/partners-in-sight.ts';
import { readInTime } from './read-in-time.ts';

/**
 * Reads the names of a partner's sponsors as they are now. Undefined: Graph does not answer, does not show the account,
 * or does not let the bot read them.
 */
export async function readSponsors(
  { sponsorsOf }: Pick<Directory, 'sponsorsOf'>,
  { partner: { objectId } }: FoundPartner,
): Promise<readonly string[] | undefined> {
  if (objectId === null) return undefined;
  const sponsors = await readInTime(sponsorsOf(objectId));
  // Graph shows no name of a sponsor that the bot may not read.
  return sponsors && [...sponsors.values()].flatMap((name) => name ?? []);
}
