import { dayMs, minuteMs } from '../../guests/times/spans.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { lockGuestRows } from '../../store/guests/guests.ts';
import { findPartner, type Sight } from '../../store/guests/partners-in-sight.ts';
import { record } from '../../store/history.ts';
import {
  insertResends,
  mailedLately,
  type Resendable,
  resendables,
  resentLately,
} from '../../store/invitations/resends.ts';
import { reopenRequest } from '../../store/requests/move-requests.ts';
import { withOpenInvite } from '../../store/steps/steps.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type Resent =
  | { kind: 'begun'; count: number }
  | { kind: 'not found' }
  /** Why the first of them gets no mail. */
  | { kind: Obstacle };
type Obstacle = 'accepted already' | 'not open' | 'under way' | 'once a day' | 'a minute ago';

const fewest = 20;

/**
 * Asks for one more mail, to one partner or to all invitations of a request whose mail may not have gone. People may
 * mail partners whom they may see; a requester who is no owner may do so once a day. A guest gets one mail a minute,
 * unless `anyway` asks for another.
 */
export async function resendMail(
  deps: WorkDeps,
  sight: Sight,
  by: { address: string; anyway?: boolean } | { requestId: number },
): Promise<Resent> {
  const now = deps.clock.now();
  return await inTransaction(deps.db, async (trx) => {
    const seen = await resendables(trx, sight, by);
    if (seen.length === 0) return { kind: await whyNone(trx, sight, by) };
    const guestIds = seen.map(({ guestId }) => guestId);
    await lockGuestRows(trx, guestIds);
    // Reads again under the lock: another click may have come first.
    const found = await resendables(trx, sight, by);
    const open = await withOpenInvite(trx, guestIds);
    const since = new Date(now.getTime() - dayMs);
    const today = await resentLately(trx, guestIds, { actor: sight.requesterId, since, now });
    const anyway = 'address' in by && by.anyway === true;
    // Two people who press at once, or an impatient one, rarely want two mails.
    const lately = anyway
      ? new Set<number>()
      : await mailedLately(trx, guestIds, { since: new Date(now.getTime() - minuteMs), now });
    const obstacles = found.map((each) => obstacleTo(each, { sight, open, today, lately }));
    const going = found.filter((_, n) => obstacles[n] === undefined);
    if (going.length === 0) return { kind: obstacles[0] ?? 'under way' };
    const ids = going.map(({ id }) => id);
    await insertResends(trx, ids, { bulk: going.length > fewest, now });
    for (const { id, requestId, guestId } of going) {
      const entry = { what: 'resend asked', invitationId: id, requestId, guestId } as const;
      await record(trx, { actor: sight.requesterId, ...entry }, now);
    }
    for (const id of new Set(going.flatMap((each) => (isUnknown(each) ? each.requestId : [])))) {
      await reopenRequest(trx, id, now);
      await redraw(trx, { kind: 'request', id }, now);
    }
    await deps.queue.send(trx, 'wake', {});
    deps.log.info('mails asked for again', { invitations: ids.length });
    return { kind: 'begun', count: ids.length };
  });
}

/** Says of somebody who is known, and gets no mail, that there is none to send. Nobody calls them unknown. */
async function whyNone(
  db: Db,
  sight: Sight,
  by: { address: string } | { requestId: number },
): Promise<'not found' | Obstacle> {
  if (!('address' in by)) return 'not found';
  const states = (await findPartner(db, sight, by))?.invitations.map(({ state }) => state) ?? [];
  if (states.includes('working')) return 'under way';
  return states.length === 0 ? 'not found' : 'not open';
}

const isUnknown = ({ state }: Resendable) => state === 'unknown';

function obstacleTo(
  { guestId, guestState, objectId, projectKey }: Resendable,
  {
    sight,
    open,
    today,
    lately,
  }: { sight: Sight } & Record<'open' | 'today' | 'lately', ReadonlySet<number>>,
): Obstacle | undefined {
  if (open.has(guestId)) return 'under way';
  if (objectId !== null && guestState !== 'pending') return 'accepted already';
  const isRequesterOnly = !sight.all && !sight.projects.includes(projectKey);
  if (isRequesterOnly && today.has(guestId)) return 'once a day';
  return lately.has(guestId) ? 'a minute ago' : undefined;
}
