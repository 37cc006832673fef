import { randomUUID } from 'node:crypto';
import { batchCalls } from '../../src/batch-calls.ts';
import { isLockedOut, wasUndone } from '../../src/store/connection/database-lost.ts';
import type { Light } from '../../src/store/fast-database.ts';
import {
  type ActivityKey,
  abandonActivity,
  type Begun,
  beginActivities,
  type Finished,
  finishActivities,
  type IncomingActivity,
  type KnownPlace,
} from '../../src/store/telling/activities.ts';
import { holdSeconds, type MessageRoom, messageLimit } from '../sending/message-permits.ts';
import type { SeenActivities } from './seen-activities.ts';

/** How long a replica that handles an activity may be silent before another takes it over. */
const leaseMs = 30_000;

/** A message waits so long for locks on its table, as it does for a database that is away. */
const lockedMs = 45_000;

/** Does it again while somebody has locked the table. Teams does not send a message again that such a lock refused. */
async function pastLocks<T>(moment: () => number, work: () => Promise<T>): Promise<T> {
  const until = moment() + lockedMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isLockedOut(error) || moment() > until) throw error;
    }
  }
}

const nameOf = ({ key: { tenantId, conversationId, activityId } }: { key: ActivityKey }) =>
  JSON.stringify([tenantId, conversationId, activityId]);

/** Keeps activities in the database. One statement writes all activities that arrive in the same moment. */
export function keepActivities(
  light: Light,
  room: Pick<MessageRoom, 'keep'>,
  clock: { now: () => Date; moment: () => number },
): SeenActivities<KnownPlace | undefined> {
  const begin = batchCalls<IncomingActivity, Begun>({
    async call(incoming) {
      const now = clock.now();
      const leaseUntil = new Date(now.getTime() + leaseMs);
      const sentAt = clock.moment();
      const answers = { limit: messageLimit, holdSeconds };
      const begun = await beginActivities(light, incoming, { now, leaseUntil, ...answers });
      for (const [at, { answerTo }] of incoming.entries()) {
        const each = begun[at];
        if (answerTo !== undefined && each?.kind === 'first' && each.counted !== undefined)
          room.keep(answerTo, { asked: sentAt, at: each.counted });
      }
      return begun;
    },
    nameOf,
    mayRepeat: wasUndone,
  });
  const finish = batchCalls<Finished, Finished>({
    async call(finished) {
      await finishActivities(light, finished);
      return finished;
    },
    nameOf,
    mayRepeat: () => true,
  });
  return {
    begin: (incoming) =>
      pastLocks(clock.moment, () => begin({ ...incoming, holder: randomUUID() })),
    finish: async (key, answer) => void (await finish({ key, answer })),
    abandon: (key) => abandonActivity(light, key),
  };
}
