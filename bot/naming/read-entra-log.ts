import type { Directory } from '../../src/graph/directory.ts';
import type { FoundPartner } from '../../src/store/guests/partners-in-sight.ts';
import type { EntraLog } from '../cards/guest-card.ts';
import { readInTime } from './read-in-time.ts';

/** Reads what Entra's log says about a partner's account now. A partner without an account has no entries. */
export async function readEntraLog(
  { readTrail }: Pick<Directory, 'readTrail'>,
  { partner: { objectId } }: FoundPartner,
): Promise<EntraLog> {
  if (objectId === null) return [];
  return (await readInTime(readTrail(objectId))) ?? 'no answer';
}
