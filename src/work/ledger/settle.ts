import type { Reason } from '../../guests/reason.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { finishInvitations } from '../../store/invitations/move-invitations.ts';
import { finishRequests } from '../../store/requests/move-requests.ts';
import { openBreaker, requestsAtWork } from '../../store/steps/breaker.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import { type Settlement, settleSteps } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import { maxAttempts, retryDelay } from '../runtime/retry-delays.ts';

/** Progress is drawn at most this often: Teams takes 1,800 messages an hour in one conversation. */
const progressMs = 3_000;

/** One step and what it came to. */
export type StepEnd = { step: DueStep; settlement: Settlement };

/** Settles steps with one answer, and asks for the progress to be shown. Whatever was waiting is ended by `endSettled`. */
export async function settle(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  steps: readonly DueStep[],
  settlement: Settlement,
): Promise<void> {
  await settleEach(
    deps,
    steps.map((step) => ({ step, settlement })),
  );
}

/** The same for steps with an answer each. `first`: what has to be so before, in the same transaction. */
export async function settleEach(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  ends: readonly StepEnd[],
  first: (trx: Db, now: Date) => Promise<void> = async () => undefined,
): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await first(trx, now);
    await settleSteps(
      trx,
      ends.map(({ step, settlement }) => ({ id: step.id, ...settlement })),
      now,
    );
    for (const requestId of inOrder(ends.map(({ step }) => step.requestId))) {
      await redraw(trx, { kind: 'request', id: requestId }, new Date(now.getTime() + progressMs));
    }
  });
  logEnds(deps, ends);
}

/** One line for all that came to the same. */
function logEnds({ log }: Pick<WorkDeps, 'log'>, ends: readonly StepEnd[]): void {
  const same = Map.groupBy(ends, ({ step: { kind }, settlement: { state, answer } }) =>
    [kind, state, answer].join(),
  );
  for (const [first, ...others] of same.values()) {
    if (first === undefined) continue;
    const { step, settlement } = first;
    const { state, answer } = settlement;
    const steps = 1 + others.length;
    log.info('steps settled', { steps, stepId: step.id, kind: step.kind, state, answer });
  }
}

/** Cards are locked in one order everywhere, so that two transactions never wait for each other. */
const inOrder = (requestIds: readonly number[]) =>
  [...new Set(requestIds)].toSorted((a, b) => a - b);

/**
 * Ends what has come to its end: invitations without open steps, then requests without open invitations. `guestIds`:
 * only what those guests are part of.
 */
export async function endSettled(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  guestIds?: readonly number[],
): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    const ended = (await finishInvitations(trx, now, guestIds)).map((end) => end.requestId);
    const done = await finishRequests(trx, now, guestIds && ended);
    for (const requestId of done) {
      await record(trx, { actor: 'guestlist', what: 'request done', requestId }, now);
      deps.log.info('request done', { requestId });
    }
    for (const requestId of inOrder([...ended, ...done])) {
      const soon = done.includes(requestId) ? 0 : progressMs;
      await redraw(trx, { kind: 'request', id: requestId }, new Date(now.getTime() + soon));
    }
  });
}

/** An answer of "later", or none at all for a call that may be repeated: wait, and in the end give up with words. */
export async function tryLater(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'> & { chance: () => number },
  steps: readonly DueStep[],
  why: { answer: string; seconds?: number | undefined },
): Promise<void> {
  // Told until when to wait, it waits however often.
  if (why.seconds !== undefined)
    return await waitFor(deps, steps, { ...why, seconds: why.seconds });
  const tried = (step: DueStep) => step.attempts + 1;
  const over = steps.filter((step) => tried(step) >= maxAttempts);
  if (over.length > 0) {
    await settle(deps, over, { state: 'refused', answer: 'gave up', reason: gaveUp() });
  }
  const going = steps.filter((step) => tried(step) < maxAttempts);
  if (going.length === 0) return;
  const seconds = retryDelay(Math.max(...going.map(tried)), deps.chance());
  await postponeSteps(deps.db, going, {
    state: 'due',
    answer: why.answer,
    dueAt: new Date(deps.clock.now().getTime() + seconds * 1000),
  });
}

/** Graph has said when to come again, and has not tried: that is no failed attempt. */
export async function waitFor(
  deps: Pick<WorkDeps, 'db' | 'clock'>,
  steps: readonly DueStep[],
  { answer, seconds }: { answer: string; seconds: number },
): Promise<void> {
  const dueAt = new Date(deps.clock.now().getTime() + seconds * 1000);
  await postponeSteps(deps.db, steps, { state: 'due', answer, dueAt, uncounted: true });
}

export const gaveUp = (): Reason => ({ code: 'gave up', values: { attempts: maxAttempts } });

/** Stops all inviting, on all replicas, until somebody says resume. The steps at hand go back as they were. */
export async function stopEverything(
  deps: Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'>,
  steps: readonly DueStep[],
  reason: Reason,
): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await postponeSteps(trx, steps, { state: 'due', answer: 'held', dueAt: now });
    if (!(await openBreaker(trx, reason, now))) return;
    await record(
      trx,
      { actor: 'guestlist', what: 'breaker opened', detail: { code: reason.code } },
      now,
    );
    await deps.queue.send(trx, 'tell-held', {});
    for (const requestId of await requestsAtWork(trx)) {
      await redraw(trx, { kind: 'request', id: requestId }, now);
    }
  });
  deps.log.error('breaker opened', { code: reason.code });
}
