import { setTimeout } from 'node:timers/promises';
import type { Directory } from '../../src/graph/directory.ts';
import type { FoundPartner } from '../../src/store/guests/partners-in-sight.ts';

/** Teams waits longer than this for the answer to a click. */
const patienceMs = 5_000;

/**
 * Reads the names of a partner's sponsors as they are now. Undefined: Graph does not answer, does not show the account, or
 * does not let the bot read them.
 */
export async function readSponsors(
  { sponsorNames }: Pick<Directory, 'sponsorNames'>,
  { partner: { objectId } }: FoundPartner,
): Promise<readonly string[] | undefined> {
  if (objectId === null) return undefined;
  return await Promise.race([
    sponsorNames(objectId).catch(() => undefined),
    setTimeout(patienceMs, undefined, { ref: false }),
  ]);
}
