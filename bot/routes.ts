import type { TurnContext } from 'botbuilder';
import type { Config } from '../src/config.ts';
import { abandonActivity, beginActivity, finishActivity } from '../src/store/activities.ts';
import { lifecycleRoute, notificationsRoute } from './http/notifications.ts';
import { receiveActivity } from './http/receive.ts';
import type { Routes } from './http/server.ts';
import { ownHints } from './own-hints.ts';
import type { Parts } from './parts.ts';
import { takeLifecycle } from './take-lifecycle.ts';
import { takeNotifications } from './take-notifications.ts';

/** How long a replica that handles an activity may be silent before another takes it over. */
const activityLeaseMs = 30_000;

/** What each address of the bot leads to. `run` takes an activity that was let in. */
export function createRoutes(
  config: Pick<Config, 'loopback' | 'serviceUrlHosts'>,
  { work, light, channel, tenant, wake }: Parts & { wake: () => void },
  run: (context: TurnContext) => Promise<unknown>,
): Routes {
  const { queue, clock, log } = work;
  const own = ownHints(work);
  return {
    messages: receiveActivity({
      channel,
      run,
      loopback: config.loopback,
      serviceUrlHosts: config.serviceUrlHosts,
      servedTenant: tenant.admit,
      seen: {
        begin: (key, now) =>
          beginActivity(light, key, now, new Date(now.getTime() + activityLeaseMs)),
        finish: (key, answer) => finishActivity(light, key, answer),
        abandon: (key) => abandonActivity(light, key),
      },
      log,
      now: clock.now,
    }),
    notifications: notificationsRoute(
      takeNotifications({ ...work, ownHints: own, tenant: tenant.now, wake }),
    ),
    lifecycle: lifecycleRoute(takeLifecycle({ ...work, ownHints: own })),
    ready: async () => {
      await queue.check();
      return true;
    },
  };
}
