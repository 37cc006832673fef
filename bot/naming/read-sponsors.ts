import { setTimeout } from 'node:timers/promises';
import type { Directory } from '../../src/graph/directory.ts';
import type { FoundPartner } from '../../src/store/guests/partners-in-sight.ts';

/** Teams waits longer than this for the answer to a click. */
const patienceMs = 5_000;

/**
 * Reads the names of a partner's sponsors as they are now. Undefined: Graph does not answer, does not show the account,
 * or does not let the bot read them.
 */
export async function readSponsors(
  { sponsorsOf }: Pick<Directory, 'sponsorsOf'>,
  { partner: { objectId } }: FoundPartner,
): Promise<readonly string[] | undefined> {
  if (objectId === null) return undefined;
  const sponsors = await Promise.race([
    sponsorsOf(objectId).catch(() => undefined),
    setTimeout(patienceMs, undefined, { ref: false }),
  ]);
  // Graph shows no name of a sponsor that the bot may not read.
  return sponsors && [...sponsors.values()].flatMap((name) => name ?? []);
}
