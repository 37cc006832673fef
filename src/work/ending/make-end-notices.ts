import { dayOf } from '../../guests/ending/calendar.ts';
import { dayMs } from '../../guests/times/spans.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import {
  addToNotice,
  type DueNotice,
  dueNotices,
  openNotice,
} from '../../store/endings/end-notices.ts';
import { storeEnds } from '../../store/endings/ends.ts';
import { takeNoticeTurn } from '../../store/endings/replica-turns.ts';
import { readProject } from '../../store/projects.ts';
import { nextNotice } from '../ledger/compute-ends.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

type Deps = Pick<WorkDeps, 'db' | 'clock' | 'log'>;

const perTurn = 500;

/**
 * Makes the notices that are due: one for each project and day, with every guest whose notice falls on that day, even
 * later on it. Leaves out guests whose account is gone, and makes no notice of them alone. `tellNotices` tells none
 * before all of its guests are in it.
 */
export async function makeNotices(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  while ((await makeSome(deps, now)) > 0);
}

async function makeSome(deps: Deps, now: Date): Promise<number> {
  const made = await inTransaction(deps.db, async (trx) => {
    if (!(await takeNoticeTurn(trx))) return 0;
    const [first] = await dueNotices(trx, { by: now, now }, 1);
    if (first === undefined) return 0;
    const day = dayIn(first);
    const by = new Date(now.getTime() + dayMs);
    const soon = await dueNotices(trx, { by, now, projectKey: first.projectKey }, perTurn);
    const all = soon.filter((each) => dayIn(each) === day);
    await makeNotice(trx, all, now);
    return all.length;
  });
  if (made > 0) deps.log.info('notices of ends made', { guests: made });
  return made;
}

const noticeDay = ({ noticeAt, endZone }: DueNotice): string => dayOf(noticeAt, endZone ?? 'UTC');

const dayIn = (due: DueNotice): string => `${due.tenantId} ${due.projectKey} ${noticeDay(due)}`;

async function makeNotice(trx: Db, due: readonly DueNotice[], now: Date): Promise<void> {
  const [first] = due;
  if (first === undefined) return;
  const { tenantId, projectKey } = first;
  const there = due.filter(({ lost }) => !lost);
  if (there.length > 0) {
    const noticeId = await openNotice(trx, { tenantId, projectKey, day: noticeDay(first) }, now);
    await addToNotice(trx, noticeId, there);
  }
  const { remindBefore = [] } = (await readProject(trx, projectKey)) ?? {};
  await storeEnds(
    trx,
    due.map((each) => {
      const { invitationId, endsAt, noticeAt } = each;
      const after = new Date(Math.max(noticeAt.getTime(), now.getTime()) + 1);
      return { invitationId, endsAt, noticeAt: nextNotice(each, remindBefore, after) };
    }),
  );
}
