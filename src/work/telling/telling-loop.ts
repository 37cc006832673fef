import { type Loop, startLoop } from '../runtime/loop.ts';
import { type GatherDeps, gatherAlerts } from './group-alerts.ts';
import { type RouteAlertsDeps, routeAlerts } from './route-alerts.ts';
import { type TellNewsDeps, tellNews } from './tell-news.ts';
import { tellRepairs } from './tell-repairs.ts';
import { tellLines } from './tell-requesters.ts';

export type TellAlertsDeps = RouteAlertsDeps & GatherDeps & TellNewsDeps;

const idleMs = 400;

/** The outbox: finds places for alerts, and messages for those that have one. `told` when there may be cards to draw. */
export function startTelling(deps: TellAlertsDeps & { told: () => void }): Loop {
  return startLoop(
    { clock: deps.clock, onError: (error) => deps.log.error('telling failed', { error }) },
    idleMs,
    async () => {
      const more = await routeAlerts(deps);
      if (await gatherAlerts(deps)) deps.told();
      await tellRepairs(deps);
      await tellLines(deps);
      if (await tellNews(deps)) deps.told();
      return more;
    },
  );
}
