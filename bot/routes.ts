import type { TurnContext } from 'botbuilder';
import type { Config } from '../src/config.ts';
import { abandonActivity, beginActivity, finishActivity } from '../src/store/activities.ts';
import { lifecycleRoute, notificationsRoute } from './http/notifications.ts';
import { receiveActivity } from './http/receive.ts';
import type { Routes } from './http/server.ts';
import type { Parts } from './parts.ts';
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
    notifications: notificationsRoute((hints) =>
      takeNotifications({ ...work, tenant: tenant.now, wake }, hints),
    ),
    lifecycle: lifecycleRoute(async (hints) =>
      log.info('lifecycle notification', { count: hints.length }),
    ),
    ready: async () => {
      await queue.check();
      return true;
    },
  };
}
