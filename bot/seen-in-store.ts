import {
  abandonActivity,
  type Begun,
  beginActivities,
  type Finished,
  finishActivities,
  type Incoming,
  type KnownPlace,
} from '../src/store/activities.ts';
import { gather } from '../src/store/gather.ts';
import { type Light, wasUndone } from '../src/store/light.ts';
import type { ActivityKey, SeenActivities } from './http/seen-activities.ts';

/** How long a replica that handles an activity may be silent before another takes it over. */
const leaseMs = 30_000;

const nameOf = ({ key: { tenantId, conversationId, activityId } }: { key: ActivityKey }) =>
  JSON.stringify([tenantId, conversationId, activityId]);

/** The activities in the database. What many bring in the same moment is written together. */
export function seenInStore(light: Light, now: () => Date): SeenActivities<KnownPlace | undefined> {
  const begin = gather<Incoming, Begun>({
    call(incoming) {
      const at = now();
      const leaseUntil = new Date(at.getTime() + leaseMs);
      return beginActivities(light, incoming, { now: at, leaseUntil });
    },
    nameOf,
    // Not after a lost answer: the activity would be found begun, by nobody.
    mayRepeat: wasUndone,
  });
  const finish = gather<Finished, Finished>({
    async call(finished) {
      await finishActivities(light, finished);
      return finished;
    },
    nameOf,
    mayRepeat: () => true,
  });
  return {
    begin,
    finish: async (key, answer) => void (await finish({ key, answer })),
    abandon: (key) => abandonActivity(light, key),
  };
}
