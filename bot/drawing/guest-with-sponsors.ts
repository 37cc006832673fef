import { setTimeout } from 'node:timers/promises';
import type { Directory } from '../../src/graph/directory.ts';
import type { Db } from '../../src/store/database.ts';
import type { FoundPartner } from '../../src/store/guests/partners-in-sight.ts';
import type { GuestView } from '../cards/guest-card.ts';
import { guestView } from './guest-view.ts';

/** Teams waits longer than this for the answer to a click. */
const patienceMs = 5_000;

/**
 * Reads one partner's rows, and from Graph the sponsors as they are now. The card leaves the sponsors out while Graph
 * does not answer, does not show the account, or does not let the bot read them.
 */
export async function guestWithSponsors(
  { db, sponsorNames }: { db: Db } & Pick<Directory, 'sponsorNames'>,
  found: FoundPartner,
  timeZone: string,
): Promise<GuestView> {
  const { objectId } = found.partner;
  const reading =
    objectId === null
      ? undefined
      : Promise.race([
          sponsorNames(objectId).catch(() => undefined),
          setTimeout(patienceMs, undefined, { ref: false }),
        ]);
  const [view, sponsors] = await Promise.all([guestView(db, found, timeZone), reading]);
  return { ...view, sponsors };
}
