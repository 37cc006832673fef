import type { DueStep } from '../../store/steps/steps.ts';
import type { Room } from '../../store/steps/take-steps.ts';

/** How many steps of each lane one replica runs at once. Steps that people wait for have lanes of their own. */
const capacities: readonly Room[] = [
  { lane: 'gate', bulk: false, steps: 40 },
  { lane: 'group', bulk: false, steps: 80 },
  { lane: 'single', bulk: false, steps: 20 },
  { lane: 'end', bulk: false, steps: 20 },
  { lane: 'gate', bulk: true, steps: 80 },
  { lane: 'group', bulk: true, steps: 160 },
  { lane: 'single', bulk: true, steps: 60 },
  // This lane stands last: after a resume the first step of the first lane that has any goes alone.
  { lane: 'end', bulk: true, steps: 120 },
];

/** Beside work that gives, so few steps of ends in bulk run at once. */
const endsBeside = 10;

/** The room that each lane has left beside the steps under way. Ends in bulk make room for all other work. */
export function roomBeside(underWay: Iterable<Pick<DueStep, 'lane' | 'bulk'>>): Room[] {
  const busy = new Map<string, number>();
  let gives = false;
  for (const { lane, bulk } of underWay) {
    busy.set(`${lane} ${bulk}`, (busy.get(`${lane} ${bulk}`) ?? 0) + 1);
    gives ||= lane !== 'end';
  }
  return capacities.map(({ lane, bulk, steps }) => {
    const most = gives && lane === 'end' && bulk ? endsBeside : steps;
    return { lane, bulk, steps: Math.max(0, most - (busy.get(`${lane} ${bulk}`) ?? 0)) };
  });
}
