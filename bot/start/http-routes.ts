import type { TurnContext } from 'botbuilder';
import type { Config } from '../../src/config.ts';
import { keepActivities } from '../activities/keep-activities.ts';
import { receiveActivity } from '../activities/receive-activity.ts';
import type { Routes } from '../http/server.ts';
import { answersAtOnce } from '../routes/answers-at-once.ts';
import type { SeenPerson } from '../turns/seen-with-activity.ts';
import { lifecycleRoute, notificationsRoute } from '../webhooks/notification-routes.ts';
import { ownHints } from '../webhooks/own-notifications.ts';
import { takeLifecycle } from '../webhooks/take-lifecycle.ts';
import { takeNotifications } from '../webhooks/take-notifications.ts';
import type { Health } from './health.ts';
import type { Parts } from './shared-parts.ts';

type Served = Parts & { checkGuests: () => void; health: Health };

/** The handler of each address of the bot. `run` takes an activity that the bot has let in. */
export function createRoutes(
  config: Pick<Config, 'loopback' | 'serviceUrlHosts'>,
  { work, light, room, channel, tenant, checkGuests, health }: Served,
  run: (context: TurnContext, seen: SeenPerson | undefined) => Promise<unknown>,
): Routes {
  const { clock, log } = work;
  const moment = () => performance.now();
  const own = ownHints({ ...work, moment });
  return {
    messages: receiveActivity({
      channel,
      run,
      loopback: config.loopback,
      serviceUrlHosts: config.serviceUrlHosts,
      servedTenant: tenant.admit,
      seen: keepActivities(light, room, { now: clock.now, moment }),
      answersAtOnce,
      log,
    }),
    notifications: notificationsRoute(
      takeNotifications({ light, ownHints: own, tenant: tenant.now, checkGuests }),
    ),
    lifecycle: lifecycleRoute(takeLifecycle({ ...work, ownHints: own })),
    ready: health.ready,
    alive: health.alive,
  };
}
