import { mayDo } from '../../guests/rights.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { type EndNotice, noticeGuests, readNotice } from '../../store/endings/end-notices.ts';
import { letEnd, redrawNotices, wishEnd } from '../../store/endings/notice-answers.ts';
import { record } from '../../store/history.ts';
import { readProject } from '../../store/projects.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type LetEnd =
  | { kind: 'let'; count: number }
  | { kind: 'let already' }
  | { kind: 'not found' };

/**
 * A reader of a notice says: let it end. An owner or operator says so for all guests in the notice: from then on the
 * bot sends no notices of these ends. A requester who may still invite says so for their own: the owners read it, and
 * may still extend the access.
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
    const as = await asWhom(trx, who, notice);
    if (as === undefined) return { kind: 'not found' };
    const { personId } = who;
    const guests = await noticeGuests(trx, noticeId, as === 'decider' ? undefined : personId);
    if (guests.length === 0) return { kind: 'not found' };
    const ids = guests.filter(({ open }) => open).map(({ invitationId }) => invitationId);
    const say = as === 'decider' ? letEnd : wishEnd;
    if (!(await say(trx, noticeId, ids, { personId, now }))) return { kind: 'let already' };
    await redrawNotices(trx, ids, now);
    const detail = { project: notice.projectKey, rows: ids.length, as };
    await record(trx, { actor: personId, what: 'end let', detail }, now);
    return { kind: 'let', count: ids.length };
  });
}

/** How this person may answer a notice. */
async function asWhom(
  trx: Db,
  { rights }: { rights: Rights },
  { projectKey }: EndNotice,
): Promise<'decider' | 'requester' | undefined> {
  const project = await readProject(trx, projectKey);
  if (rights.operator || (project !== undefined && rights.owns(project))) return 'decider';
  const mayAsk = mayDo('ask extension', rights, { requester: true, owner: false });
  return mayAsk ? 'requester' : undefined;
}
