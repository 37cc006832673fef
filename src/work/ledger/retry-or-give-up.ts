import type { Reason } from '../../guests/reason.ts';
import type { StepAnswer } from '../../guests/step-answer.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { maxAttempts, retryDelay } from '../runtime/retry-delays.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type StepEnd, settleEach } from './settle.ts';

/**
 * Puts steps off after an answer of "later", or after none to a call that the bot may repeat. Refuses steps that have
 * had all their attempts, with words.
 */
export async function retryOrGiveUp(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'> & { chance: () => number },
  steps: readonly DueStep[],
  why: { answer: StepAnswer; seconds?: number | undefined },
): Promise<void> {
  if (why.seconds !== undefined)
    return await waitFor(deps, steps, { ...why, seconds: why.seconds });
  const tried = (step: DueStep) => step.attempts + 1;
  const over = steps.filter((step) => tried(step) >= maxAttempts);
  if (over.length > 0) {
    const unheard = why.answer === 'lost';
    const ends = over.map((step): StepEnd => {
      const reason = whyOver(step, gaveUp());
      return { step, settlement: { state: 'refused', answer: 'gave up', reason, unheard } };
    });
    await settleEach(deps, ends);
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

/** Puts steps off until the time that Graph named. Graph tried nothing, so no attempt counts. */
export async function waitFor(
  deps: Pick<WorkDeps, 'db' | 'clock'>,
  steps: readonly DueStep[],
  { answer, seconds }: { answer: StepAnswer; seconds: number },
): Promise<void> {
  const dueAt = new Date(deps.clock.now().getTime() + seconds * 1000);
  await postponeSteps(deps.db, steps, { state: 'due', answer, dueAt, uncounted: true });
}

/** A block that came to nothing leaves the account open, and says so. */
export const whyOver = ({ kind }: Pick<DueStep, 'kind'>, reason: Reason): Reason =>
  kind === 'block' ? { code: 'block gave up' } : reason;

/** Why the bot refuses a step that has had all its attempts. */
export const gaveUp = (): Reason => ({ code: 'gave up', values: { attempts: maxAttempts } });
