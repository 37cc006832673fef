import { endOfDay } from '../../guests/ending/end-instant.ts';
import type { Db } from '../../store/database.ts';
import { daysNamed, fixTerms, setEndOfDay } from '../../store/endings/ends.ts';
import { countInvitations } from '../../store/invitations/invitations.ts';
import { readProject } from '../../store/projects.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import { findPlace } from '../../store/telling/places.ts';

/**
 * Fixes the ends of a request's draft rows at Confirm: midnight after the last day that a row names, where the
 * requester is, and the project's guestExpiresAfter as it is now, which counts from the moment at which all of the
 * access is first there.
 */
export async function fixEnds(trx: Db, request: RequestRecord, now: Date): Promise<void> {
  const { id: requestId, tenantId, requesterId } = request;
  const place = await findPlace(trx, tenantId, 'person', requesterId);
  const zone = place?.timeZone ?? 'UTC';
  const counts = await countInvitations(trx, requestId);
  for (const projectKey of new Set(counts.map((count) => count.projectKey))) {
    const project = await readProject(trx, projectKey);
    const expiresAfter = project?.guestExpiresAfter ?? null;
    await fixTerms(trx, { requestId, projectKey }, { expiresAfter, zone }, now);
  }
  for (const day of await daysNamed(trx, requestId)) {
    await setEndOfDay(trx, requestId, { day, at: endOfDay(day, zone), zone });
  }
}
