import type { Directory } from '../../graph/directory.ts';
import type { EndNotice } from '../../store/endings/end-notices.ts';
import { storeSignIns, unseenAccounts } from '../../store/endings/last-seen.ts';
import { takeCalls } from '../../store/steps/call-pace.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type LastSeenDeps = Pick<WorkDeps, 'db' | 'clock'> & Pick<Directory, 'readSignIns'>;

/** Graph answers ten such reads a minute for the whole tenant: https://learn.microsoft.com/graph/throttling-limits */
const pace = { name: 'sign-in', rate: { count: 8, seconds: 60 }, share: 1, reserve: 0 };
const mostAtOnce = 8;
/** A card names so many guests. */
const named = 8;
/** A notice waits no longer than this for Graph's answers. */
const patienceMs = 10 * 60_000;

/**
 * Asks Graph when the guests in a notice last signed in. True: the notice may go out, because the bot knows all that it
 * can. Where the permission or the licence is missing the notice says nothing about sign-ins.
 */
export async function readLastSeen(
  { db, clock, readSignIns }: LastSeenDeps,
  notice: EndNotice,
): Promise<boolean> {
  const now = clock.now();
  const isLate = now.getTime() - notice.createdAt.getTime() > patienceMs;
  const unseen = await unseenAccounts(db, notice, { named, limit: mostAtOnce });
  if (unseen.length === 0 || isLate) return true;
  const { given } = await takeCalls(db, [pace], unseen.length);
  const read = given === 0 ? new Map() : await readSignIns(unseen.slice(0, given));
  if (read === 'not readable') return true;
  const told = [...read].map(([objectId, at]) => ({ objectId, at: at === 'never' ? null : at }));
  await storeSignIns(db, notice.tenantId, told, now);
  return (await unseenAccounts(db, notice, { named, limit: 1 })).length === 0;
}
