import type { Clock } from '../../src/work/runtime/deps.ts';
import { accessCalls, accessReads } from './fake-access.ts';
import { endingCalls } from './fake-endings.ts';
import { peopleCalls, peopleOf } from './fake-people.ts';
import { emptyTenant } from './fake-tenant.ts';

/** The effect takes place, and its answer never comes. */
export const lostAfter = (effect: () => unknown) => {
  effect();
  return { kind: 'lost' } as const;
};

export type FakeDirectory = ReturnType<typeof fakeDirectory>;

/**
 * A tenant by hand: it keeps who is there and what was asked. `next…` answers the coming calls in order; each may run
 * the real effect first, and so lose an answer after it.
 */
export function fakeDirectory(clock: Pick<Clock, 'now'>) {
  const kept = emptyTenant();
  const whom = peopleOf(kept, clock);
  return {
    ...kept,
    put: whom.put,
    /** The addresses that an invitation was sent to, in order. */
    invited: () => kept.calls.flatMap((call) => (call.call === 'invite' ? [call.address] : [])),
    ...peopleCalls(kept, whom, clock),
    ...accessCalls(kept),
    ...accessReads(kept),
    ...endingCalls(kept, clock),
  };
}
