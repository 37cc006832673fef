import type { SeenActivities } from '../../bot/http/seen-activities.ts';
import type { ActivityKey, StoredAnswer } from '../../src/store/telling/activities.ts';

/** The store's part, for one process. */
export function seenInMemory(): SeenActivities<undefined> {
  const seen = new Map<string, StoredAnswer | 'busy'>();
  const name = (key: ActivityKey) => JSON.stringify(key);
  return {
    async begin({ key }) {
      const earlier = seen.get(name(key));
      if (earlier === 'busy') return { kind: 'busy' };
      if (earlier !== undefined) return { kind: 'done', answer: earlier };
      seen.set(name(key), 'busy');
      return { kind: 'first', known: undefined };
    },
    finish: async (key, answer) => void seen.set(name(key), answer),
    abandon: async (key) => void seen.delete(name(key)),
  };
}
