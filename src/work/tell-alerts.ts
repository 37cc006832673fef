import { cardsOfAlert } from '../store/alert-copies.ts';
import { markAccess } from '../store/alerts.ts';
import { inTransaction } from '../store/database.ts';
import { settledRepairs } from '../store/repair-steps.ts';
import { redraw } from '../store/shown-cards.ts';
import { type GatherDeps, gatherAlerts } from './gather-alerts.ts';
import { type Loop, startLoop } from './loop.ts';
import { type PlaceAlertDeps, placeAlerts } from './place-alert.ts';
import { tellLines } from './tell-lines.ts';
import { type TellNewsDeps, tellNews } from './tell-news.ts';

export type TellAlertsDeps = PlaceAlertDeps & GatherDeps & TellNewsDeps;

const idleMs = 400;

/** The outbox: finds places for alerts, and messages for those that have one. `told` when there may be cards to draw. */
export function startTelling(deps: TellAlertsDeps & { told: () => void }): Loop {
  return startLoop(
    { clock: deps.clock, onError: (error) => deps.log.error('telling failed', { error }) },
    idleMs,
    async () => {
      const more = await placeAlerts(deps);
      if (await gatherAlerts(deps)) deps.told();
      await showRepairs(deps);
      await tellLines(deps);
      if (await tellNews(deps)) deps.told();
      return more;
    },
  );
}

/** What was missing after a redemption has been given again, or could not be: the alert says so. */
async function showRepairs(deps: Pick<TellAlertsDeps, 'db' | 'clock'>): Promise<void> {
  for (const { alertId, complete } of await settledRepairs(deps.db)) {
    await inTransaction(deps.db, async (trx) => {
      await markAccess(trx, alertId, complete ? 'repaired' : 'missing');
      for (const card of await cardsOfAlert(trx, alertId)) {
        await redraw(trx, card, deps.clock.now());
      }
    });
  }
}
