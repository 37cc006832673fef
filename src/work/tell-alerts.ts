import { type GatherDeps, gatherAlerts } from './gather-alerts.ts';
import { type Loop, startLoop } from './loop.ts';
import { type PlaceAlertDeps, placeAlerts } from './place-alert.ts';
import { tellLines } from './tell-lines.ts';
import { type TellNewsDeps, tellNews } from './tell-news.ts';
import { tellRepairs } from './tell-repairs.ts';

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
      await tellRepairs(deps);
      await tellLines(deps);
      if (await tellNews(deps)) deps.told();
      return more;
    },
  );
}
