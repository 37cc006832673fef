import { type Loop, startLoop } from '../runtime/loop.ts';
import { type GroupAlertsDeps, groupAlerts } from './group-alerts.ts';
import { type RouteAlertsDeps, routeAlerts } from './route-alerts.ts';
import { tellApprovals } from './tell-approvals.ts';
import { type TellNewsDeps, tellNews } from './tell-news.ts';
import { tellRepairs } from './tell-repairs.ts';
import { tellRequesters } from './tell-requesters.ts';

export type TellingLoopDeps = RouteAlertsDeps & GroupAlertsDeps & TellNewsDeps;

const idleMs = 400;

/**
 * Runs the outbox: finds places for alerts, and messages for alerts with a place. Tells repairs, acceptances, approvals
 * and other news, too. Calls `told` when there may be cards to draw.
 */
export function startTellingLoop(deps: TellingLoopDeps & { told: () => void }): Loop {
  return startLoop(
    { ...deps, onError: (error) => deps.log.error('telling failed', { error }) },
    idleMs,
    async () => {
      const more = await routeAlerts(deps);
      if (await groupAlerts(deps)) deps.told();
      await tellRepairs(deps);
      await tellRequesters(deps);
      if (await tellApprovals(deps)) deps.told();
      if (await tellNews(deps)) deps.told();
      return more;
    },
  );
}
