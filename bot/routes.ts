import type { TurnContext } from 'botbuilder';
import type { Config } from '../src/config.ts';
import { answersAtOnce } from './answers-at-once.ts';
import { lifecycleRoute, notificationsRoute } from './http/notifications.ts';
import { receiveActivity } from './http/receive.ts';
import type { Routes } from './http/server.ts';
import { ownHints } from './own-hints.ts';
import type { Parts } from './parts.ts';
import { seenInStore } from './seen-in-store.ts';
import type { SeenPerson } from './seen-with.ts';
import { takeLifecycle } from './take-lifecycle.ts';
import { takeNotifications } from './take-notifications.ts';

/** What each address of the bot leads to. `run` takes an activity that was let in. */
export function createRoutes(
  config: Pick<Config, 'loopback' | 'serviceUrlHosts'>,
  { work, light, room, channel, tenant, look }: Parts & { look: () => void },
  run: (context: TurnContext, seen: SeenPerson | undefined) => Promise<unknown>,
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
      seen: seenInStore(light, room, { now: clock.now, moment: () => performance.now() }),
      answersAtOnce,
      log,
    }),
    notifications: notificationsRoute(
      takeNotifications({ light, ownHints: own, tenant: tenant.now, look }),
    ),
    lifecycle: lifecycleRoute(takeLifecycle({ ...work, ownHints: own })),
    ready: async () => {
      await queue.check();
      return true;
    },
  };
}
