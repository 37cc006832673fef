import type { Clock } from '../../src/work/runtime/work-deps.ts';
import { accessCalls, accessReads } from './fake-access.ts';
import { endingCalls } from './fake-endings.ts';
import { peopleCalls, peopleOf } from './fake-people.ts';
import { emptyTenant } from './fake-tenant.ts';

/** Makes the effect and loses its answer. */
export const lostAfter = (effect: () => unknown) => {
  effect();
  return { kind: 'lost' } as const;
};

export type FakeDirectory = ReturnType<typeof fakeDirectory>;

/**
 * A fake tenant: it keeps people, their access and the calls. `next…` holds answers for the coming calls, in order.
 * Such an answer may make the real effect first, and so lose the answer after it.
 */
export function fakeDirectory(clock: Pick<Clock, 'now'>) {
  const kept = emptyTenant();
  const whom = peopleOf(kept, clock);
  return {
    ...kept,
    put: whom.put,
    /** The addresses of all invitations, in order. */
    invited: () => kept.calls.flatMap((call) => (call.call === 'invite' ? [call.address] : [])),
    ...peopleCalls(kept, whom, clock),
    ...accessCalls(kept),
    ...accessReads(kept),
    ...endingCalls(kept, clock),
  };
}
