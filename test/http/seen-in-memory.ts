import type { SeenActivities } from '../../bot/activities/seen-activities.ts';
import type { ActivityKey, StoredAnswer } from '../../src/store/telling/activities.ts';

/** The store of seen activities in the memory of one process. */
export function seenInMemory(): SeenActivities<undefined> {
  const seen = new Map<string, StoredAnswer | 'busy'>();
  const senders = new Map<string, string | undefined>();
  const name = (key: ActivityKey) => JSON.stringify(key);
  return {
    async begin({ key, personId }) {
      const earlier = seen.get(name(key));
      if (earlier !== undefined && senders.get(name(key)) !== personId)
        return { kind: "somebody else's" };
      if (earlier === 'busy') return { kind: 'busy' };
      if (earlier !== undefined) return { kind: 'done', answer: earlier };
      seen.set(name(key), 'busy');
      senders.set(name(key), personId);
      return { kind: 'first', known: undefined };
    },
    finish: async (key, answer) => void seen.set(name(key), answer),
    abandon: async (key) => void seen.delete(name(key)),
  };
}
