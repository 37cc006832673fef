import { mayDo } from '../../guests/rights.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import {
  type EndNotice,
  letEnd,
  type NoticeGuest,
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
 * owner or operator says so for all guests in the notice, a requester who may still invite for their own.
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
    const guests = await guestsFor(trx, who, notice);
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

/** The guests in a notice for whom this person may answer. */
async function guestsFor(
  trx: Db,
  { personId, rights }: Who & { rights: Rights },
  { id, projectKey }: EndNotice,
): Promise<NoticeGuest[]> {
  const project = await readProject(trx, projectKey);
  if (rights.operator || (project !== undefined && rights.owns(project)))
    return await noticeGuests(trx, id);
  return mayDo('ask extension', rights, { requester: true, owner: false })
    ? await noticeGuests(trx, id, personId)
    : [];
}
