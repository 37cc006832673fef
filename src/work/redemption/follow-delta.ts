import type { Directory } from '../../graph/directory.ts';
import type { DeltaPage } from '../../graph/people/guests-delta.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { seeAccounts } from '../../store/endings/seen-accounts.ts';
import { askChecks, askRechecks } from '../../store/guests/guest-checks.ts';
import { offerNames } from '../../store/guests/guest-names.ts';
import { askStrangers } from '../../store/guests/outside-guests.ts';
import { lockValue, writeValue } from '../../store/kept-values.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { askCatchUpSweep } from './catch-up-sweep.ts';
import { noteRound, noticeVoice } from './delta-silence.ts';
import { askRecheck } from './recheck-accepted.ts';

export type FollowDeltaDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'readDelta'> & {
    /** How long Graph may not show what it was told. */
    patienceMs: number;
  };

const name = 'delta';

/**
 * Reads what changed in the directory since the last link, and asks for checks of the guests for whom that may be news.
 * One replica at a time stores a page and its link together; a repeated page does no harm. After a lost link it asks
 * for a sweep of the pending guests and a read of the accepted ones.
 */
export async function followDelta(deps: FollowDeltaDeps, tenantId: string): Promise<void> {
  for (;;) {
    const turn = await inTransaction(deps.db, (trx) => onePage(deps, trx, tenantId));
    if (turn === 'end') return;
  }
}

async function onePage(deps: FollowDeltaDeps, trx: Db, tenantId: string): Promise<'more' | 'end'> {
  const now = deps.clock.now();
  const stored = await lockValue(trx, name, now);
  const link = typeof stored === 'string' ? stored : undefined;
  const page = await deps.readDelta(link ?? 'latest');
  if (page === 'start over') {
    await writeValue(trx, name, null, now);
    deps.log.warn('delta starts over');
    return link === undefined ? 'end' : 'more';
  }
  await heed(deps, trx, tenantId, page);
  await writeValue(trx, name, page.next ?? page.delta ?? link ?? null, now);
  if (link === undefined) {
    await askCatchUpSweep(trx, now);
    await askRecheck(trx, now);
  }
  if (page.next === undefined) await noteRound(trx, link === undefined ? 'begun' : 'read', now);
  return page.next === undefined ? 'end' : 'more';
}

/**
 * Asks for checks, because only Graph's own answer about a guest counts. Guests whose state is missing in the page are
 * checked too.
 */
async function heed(
  deps: FollowDeltaDeps,
  trx: Db,
  tenantId: string,
  { people }: DeltaPage,
): Promise<void> {
  const now = deps.clock.now();
  const ask = (
    some: DeltaPage['people'],
    guests: Pick<Parameters<typeof askChecks>[1], 'states' | 'why'>,
  ) =>
    askChecks(trx, { tenantId, objectIds: some.map(({ objectId }) => objectId), ...guests }, now);
  const there = people.filter(({ removed }) => removed === undefined);
  const gone = people.filter(({ removed }) => removed !== undefined);
  const [open, others] = [true, false].map((is) =>
    there.filter(({ state }) => (state === 'PendingAcceptance') === is),
  );
  await ask(others ?? [], { states: ['pending', 'deleted'] });
  await ask(open ?? [], { states: ['accepted', 'deleted'] });
  await ask(gone, { states: ['pending', 'accepted'], why: 'gone' });
  const again = there.flatMap(({ objectId, state, changedAt }) =>
    state === 'Accepted' && changedAt ? [{ objectId, changedAt }] : [],
  );
  if (there.some(({ state }) => state === 'Accepted')) await noticeVoice(trx, now);
  if (again.length > 0) await askRechecks(trx, tenantId, again, now);
  const guests = there.filter(({ userType }) => userType !== 'Member');
  const strangers = guests.map(({ objectId }) => objectId);
  if (strangers.length > 0)
    await askStrangers(trx, { tenantId, objectIds: strangers, news: true }, now);
  const seen = there.flatMap(({ objectId, enabled }) =>
    enabled === undefined ? [] : [{ objectId, enabled }],
  );
  await seeAccounts(trx, { tenantId, seen }, { now, lagMs: deps.patienceMs });
  const named = there.flatMap(({ objectId, name }) => (name ? [{ objectId, name }] : []));
  if (named.length > 0) await offerNames(trx, tenantId, named);
}
