import { dayMs } from '../../guests/times/spans.ts';
import { forgetStandIns } from '../../store/approvals/stand-ins.ts';
import { inTransaction } from '../../store/database.ts';
import { forgetGuests } from '../../store/guests/forget-guests.ts';
import { forgetWatched } from '../../store/guests/outside-guests.ts';
import { record } from '../../store/history.ts';
import {
  draftsWithRows,
  dropDraftRows,
  forgetRequests,
} from '../../store/requests/forget-requests.ts';
import { lapseDrafts } from '../../store/requests/move-requests.ts';
import { forgetPeople } from '../../store/requests/request-people.ts';
import { forgetActivities } from '../../store/telling/activities.ts';
import { forgetNotices, redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type CleanUpDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  draftLapsesMs: number;
  retentionMs: number;
};

/** The bot keeps accounts that it found for a draft for so long. It reads them again long before. */
const peopleMs = 3600_000;
/** Messages that name somebody of the organisation, and belong to no request. */
const namingNotices = ['stands in', 'person left'] as const;
/** So long Teams may deliver an activity again. */
const repeatedForMs = dayMs;

/**
 * Lets unconfirmed drafts lapse, and deletes personal data when its time is over. Keeps no rows of a draft that is
 * over.
 */
export async function cleanUp(deps: CleanUpDeps): Promise<void> {
  const now = deps.clock.now();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  await inTransaction(deps.db, async (trx) => {
    for (const requestId of await lapseDrafts(trx, ago(deps.draftLapsesMs), now)) {
      await record(trx, { actor: 'guestlist', what: 'request lapsed', requestId }, now);
      await redraw(trx, { kind: 'request', id: requestId }, now);
    }
    await dropDraftRows(trx, await draftsWithRows(trx));
    const forgotten = await forgetRequests(trx, ago(deps.retentionMs), now);
    if (forgotten.length > 0) await forgetGuests(trx, forgotten);
    for (const requestId of forgotten) {
      await record(trx, { actor: 'guestlist', what: 'request forgotten', requestId }, now);
    }
  });
  await forgetStandIns(deps.db, ago(deps.retentionMs));
  await forgetNotices(deps.db, namingNotices, ago(deps.retentionMs));
  await forgetWatched(deps.db, ago(deps.retentionMs));
  await forgetPeople(deps.db, ago(peopleMs));
  await forgetActivities(deps.db, ago(repeatedForMs));
}
