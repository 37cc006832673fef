import { type Db, inTransaction } from '../../store/database.ts';
import { requestersOf } from '../../store/guests/partners-in-sight.ts';
import { type SettledRepair, settledRepairs } from '../../store/steps/repair-steps.ts';
import { cardsOfAlert } from '../../store/telling/alert-deliveries.ts';
import { markAccess, readAlert } from '../../store/telling/alerts.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { tellOfRequest } from './tell-people.ts';

/** Writes into the alert whether the missing access was given again. Tells the requesters why it was not. */
export async function tellRepairs({ db, clock }: Pick<WorkDeps, 'db' | 'clock'>): Promise<void> {
  for (const repair of await settledRepairs(db)) {
    const now = clock.now();
    await inTransaction(db, async (trx) => {
      await markAccess(trx, repair.alertId, repair.complete ? 'repaired' : 'missing');
      for (const card of await cardsOfAlert(trx, repair.alertId)) await redraw(trx, card, now);
      if (!repair.complete) await tellOfMissing(trx, repair, now);
    });
  }
}

async function tellOfMissing(
  trx: Db,
  { alertId, settledAt, cause }: SettledRepair,
  now: Date,
): Promise<void> {
  const alert = await readAlert(trx, alertId);
  if (alert === undefined) return;
  const { guestId, projectKey } = alert;
  for (const asked of await requestersOf(trx, guestId, projectKey)) {
    const { requesterId, requestId, tenantId, name, projects: project } = asked;
    const values = { name, project, number: String(requestId), cause: cause ?? '' };
    const to = { tenantId, requestId, about: 'acceptance', people: [requesterId] } as const;
    const reason = { code: 'access missing', values } as const;
    // The moment tells this time apart from the next, after a retry.
    const topic = `access missing ${settledAt.toISOString()}`;
    await tellOfRequest(trx, to, { reason, topic, subjectId: alertId }, now);
  }
}
