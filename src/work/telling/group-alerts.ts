import { planWaiting } from '../../guests/times/alert-times.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { placeCopies } from '../../store/telling/alert-deliveries.ts';
import { extendDigest, openDigest } from '../../store/telling/alert-digests.ts';
import {
  type Train,
  takeTrain,
  toldLately,
  waitingTrains,
} from '../../store/telling/alert-trains.ts';
import { joinCard, wantCard } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type GroupAlertsDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & { digestWindowMs: number };

/** Gives each waiting alert its message: one of its own, or a digest. Returns false where none waited. */
export async function groupAlerts(deps: GroupAlertsDeps): Promise<boolean> {
  const trains = await waitingTrains(deps.db);
  for (const train of trains) {
    await inTransaction(deps.db, (trx) => groupTrain({ ...deps, db: trx }, train));
  }
  return trains.length > 0;
}

/** Puts each alert into exactly one message, by one replica at a time, in one transaction. */
async function groupTrain(deps: GroupAlertsDeps, train: Train): Promise<void> {
  const waiting = await takeTrain(deps.db, train);
  if (waiting === undefined) return;
  const now = deps.clock.now();
  const told = await toldLately(deps.db, train);
  const { alertIds: all, ...how } = waiting;
  const wait = { count: all.length, ...how };
  const { alone, rest } = planWaiting(now, wait, told, deps.digestWindowMs);
  const [first, ...others] = all;
  if (alone && first !== undefined) await tellAlone(deps.db, train, first, now);
  if (rest === undefined) return;
  const alertIds = alone ? others : all;
  const { placeId } = train;
  const digestId =
    rest.into === 'open digest'
      ? told.digestId
      : await openDigest(deps.db, train, { ...rest, openedAt: now });
  if (digestId === undefined) return;
  const card = { kind: 'digest', subjectId: digestId, placeId } as const;
  if (rest.into === 'open digest') await extendDigest(deps.db, digestId, rest);
  else await wantCard(deps.db, card, rest.dueAt);
  const version = rest.into === 'open digest' ? await joinCard(deps.db, card, rest.dueAt) : 1;
  await placeCopies(deps.db, train, { alertIds, digest: { id: digestId, version } }, now);
  deps.log.info('alerts gathered', { digestId, count: alertIds.length });
}

async function tellAlone(db: Db, train: Train, alertId: number, now: Date): Promise<void> {
  await wantCard(db, { kind: 'alert', subjectId: alertId, placeId: train.placeId }, now);
  await placeCopies(db, train, { alertIds: [alertId] }, now);
}
