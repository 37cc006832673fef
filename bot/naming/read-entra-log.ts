import { GraphUnavailable } from '../../src/graph/client/graph-faults.ts';
import type { Directory } from '../../src/graph/directory.ts';
import type { Log } from '../../src/log.ts';
import type { FoundPartner } from '../../src/store/guests/partners-in-sight.ts';
import type { EntraLog } from '../cards/guest-card.ts';
import { readInTime } from './read-in-time.ts';

/** Reads what Entra's log says about a partner's account now. A partner without an account has no entries. */
export async function readEntraLog(
  { entraLogOf, log }: Pick<Directory, 'entraLogOf'> & { log: Log },
  { partner: { objectId } }: FoundPartner,
): Promise<EntraLog> {
  if (objectId === null) return [];
  const read = entraLogOf(objectId).catch((error: unknown) => {
    // Graph often puts off reads of its log. Any other fault would come again.
    if (error instanceof GraphUnavailable) return 'no answer';
    log.warn('entra log not read', { error });
    return 'refused';
  });
  return (await readInTime(read)) ?? 'no answer';
}
