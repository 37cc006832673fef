import {
  type Decider,
  type WaitingApproval,
  waitingApprovals,
} from '../../store/approvals/waiting-approvals.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { bringCard } from '../../store/telling/bring-card.ts';
import { type ReturnedPlace, returnedPlaces, takeReturn } from '../../store/telling/places.ts';
import type { RightsDeps } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { postNotice } from '../telling/tell-people.ts';
import { readDecider } from './read-decider.ts';

export type BringBackDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & { rights: RightsDeps };

const perTurn = 20;
/** More cards at once would bury the chat: then one message lists them. */
const mostCards = 3;

/**
 * Brings people whom the bot can reach again their waiting cards, once: after they installed the app again, or after
 * their chat had been lost. May run twice. Waits while Graph does not answer.
 */
export async function bringBack(deps: BringBackDeps): Promise<void> {
  for (const place of await returnedPlaces(deps.db, perTurn)) {
    const now = deps.clock.now();
    const decider = await readDecider(deps, place, now);
    const count = await inTransaction(deps.db, (trx) => bring(trx, place, decider, now));
    if (count > 0) deps.log.info('approvals brought back', { personId: place.personId, count });
  }
}

async function bring(
  trx: Db,
  place: ReturnedPlace,
  decider: Decider | undefined,
  now: Date,
): Promise<number> {
  if (!(await takeReturn(trx, place)) || decider === undefined) return 0;
  const waiting = await waitingApprovals(trx, decider, { offset: 0, limit: mostCards }, now);
  const count = waiting[0]?.inAll ?? 0;
  if (count > mostCards) await postList(trx, place, decider, now);
  else for (const approval of waiting) await bringOne(trx, place, approval, now);
  return count;
}

async function bringOne(trx: Db, place: ReturnedPlace, { id }: WaitingApproval, now: Date) {
  await bringCard(trx, { approvalId: id, placeId: place.id, list: 'first' }, now);
}

async function postList(trx: Db, { id, returnedAt }: ReturnedPlace, decider: Decider, now: Date) {
  // The moment tells this return from the next.
  const notice = { placeId: id, subjectId: id, topic: `returned ${returnedAt.toISOString()}` };
  await postNotice(
    trx,
    {
      ...notice,
      detail: { waits: 'returned', owned: decider.owned, standsFor: decider.standsFor },
    },
    now,
  );
}
