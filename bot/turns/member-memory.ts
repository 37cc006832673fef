import type { Clock } from '../../src/work/runtime/work-deps.ts';

/** Remembers who was a member of the organisation lately. It opens nothing: only words that reveal nothing ask it. */
export type MemberMemory = {
  has(personId: string): boolean;
  add(personId: string): void;
};

const keptMs = 3_600_000;
const mostPeople = 10_000;

/** Remembers at most 10,000 members, each for an hour, on this replica alone. */
export function rememberMembers({ now }: Pick<Clock, 'now'>): MemberMemory {
  const until = new Map<string, number>();
  return {
    has: (personId) => (until.get(personId) ?? 0) > now().getTime(),
    add(personId) {
      // The one that was added longest ago goes.
      const [oldest] = until.keys();
      if (until.size >= mostPeople && oldest !== undefined) until.delete(oldest);
      until.set(personId, now().getTime() + keptMs);
    },
  };
}
