import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { releaseCopies } from '../../store/telling/alert-deliveries.ts';
import { lockTrain, type Train } from '../../store/telling/alert-trains.ts';
import { deleteMute, insertMute, markMissed, takeUnsent } from '../../store/telling/mutes.ts';
import { dropCard } from '../../store/telling/shown-cards.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

type MuteDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'>;

/** Mutes a project in this channel. Its alerts wait there. */
export async function muteChannel(
  deps: MuteDeps,
  who: Who,
  train: Train,
): Promise<'muted' | 'muted already'> {
  const now = deps.clock.now();
  const isNew = await inTransaction(deps.db, async (trx) => {
    // No alert may join a message that is withheld.
    await lockTrain(trx, train);
    if (!(await insertMute(trx, { ...train, mutedBy: who.personId }, now))) return false;
    await withhold(trx, train);
    const detail = { project: train.projectKey };
    await record(trx, { actor: who.personId, what: 'channel muted', detail }, now);
    return true;
  });
  if (isNew) deps.log.info('channel muted', { projectKey: train.projectKey });
  return isNew ? 'muted' : 'muted already';
}

/** Takes back the messages that the bot has not posted yet. */
async function withhold(trx: Db, train: Train): Promise<void> {
  for (const { id, kind, subjectId } of await takeUnsent(trx, train)) {
    await releaseCopies(trx, { kind, subjectId, placeId: train.placeId, shown: 0 });
    await dropCard(trx, id);
  }
}

/** Unmutes the channel. Returns how many alerts it missed, which it now gets. */
export async function unmuteChannel(
  deps: MuteDeps,
  who: Who,
  train: Train,
): Promise<number | 'not muted'> {
  const now = deps.clock.now();
  const missed = await inTransaction(deps.db, async (trx) => {
    await lockTrain(trx, train);
    if (!(await deleteMute(trx, train))) return 'not muted' as const;
    const count = await markMissed(trx, train);
    const detail = { project: train.projectKey, count };
    await record(trx, { actor: who.personId, what: 'channel unmuted', detail }, now);
    return count;
  });
  if (missed !== 'not muted') deps.log.info('channel unmuted', { projectKey: train.projectKey });
  return missed;
}
