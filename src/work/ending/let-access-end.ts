import { inTransaction } from '../../store/database.ts';
import {
  letEnd,
  noticeGuests,
  readNotice,
  redrawNotices,
} from '../../store/endings/end-notices.ts';
import { record } from '../../store/history.ts';
import { readProject } from '../../store/projects.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type LetEnd =
  | { kind: 'let'; count: number }
  | { kind: 'let already' }
  | { kind: 'not found' };

/**
 * A reader of a notice says: let it end. From then on the bot sends no notices of these ends; nothing else changes. An
 * owner or operator says so for all guests in the notice, a requester for their own.
 */
export async function letAccessEnd(
  { db, clock }: Pick<WorkDeps, 'db' | 'clock'>,
  who: Who & { rights: Rights },
  noticeId: number,
): Promise<LetEnd> {
  const now = clock.now();
  return await inTransaction(db, async (trx) => {
    const notice = await readNotice(trx, noticeId);
    if (notice?.tenantId !== who.tenantId) return { kind: 'not found' };
    const project = await readProject(trx, notice.projectKey);
    const sees = who.rights.operator || (project !== undefined && who.rights.owns(project));
    const guests = await noticeGuests(trx, noticeId, sees ? undefined : who.personId);
    if (guests.length === 0) return { kind: 'not found' };
    const ids = guests.filter(({ open }) => open).map(({ invitationId }) => invitationId);
    if (!(await letEnd(trx, noticeId, ids, { personId: who.personId, now }))) {
      return { kind: 'let already' };
    }
    await redrawNotices(trx, ids, now);
    const detail = { project: notice.projectKey, rows: ids.length };
    await record(trx, { actor: who.personId, what: 'end let', detail }, now);
    return { kind: 'let', count: ids.length };
  });
}
