import type { StepAnswer } from '../../guests/step-answer.ts';
import { answerWord } from '../answer-words.ts';
import type { Db } from '../database.ts';
import { isOpen, lockedSteps } from '../fragments.ts';
import { column, run } from '../statement.ts';
import type { LeasedSteps } from './steps.ts';

const idsOf = (steps: LeasedSteps) => steps.map((step) => step.id);
const leasesOf = (steps: LeasedSteps) => [...new Set(steps.map((step) => step.leaseBy))];

/**
 * Written before the call. Returns the ids that may be called for: still held as they were taken, not withdrawn, and
 * no breaker open. An invitation is intended only from `due`; a call that may have gone out is looked for instead.
 */
export async function intendSteps(db: Db, steps: LeasedSteps, now: Date): Promise<number[]> {
  return await column(db)`
    update step set state = 'intended', intended_at = ${now}, first_tried_at = coalesce(first_tried_at, ${now}),
      attempts = attempts + case when state = 'due' then 1 else 0 end
    where id in ${lockedSteps(idsOf(steps))}
      and lease_by = any(${leasesOf(steps)}::text[])
      and (state = 'due' or (state = 'intended' and kind <> 'invite'))
      and not exists (select from breaker where open_since is not null)
    returning id`;
}

/** Puts steps back for later. `company` is how many may share the next call for the same target. */
export async function postponeSteps(
  db: Db,
  steps: LeasedSteps,
  later: {
    state: 'due' | 'looking';
    dueAt: Date;
    answer: StepAnswer;
    company?: number;
    repeats?: number;
    /** Graph refused the call before it tried: no attempt was lost. */
    uncounted?: boolean;
  },
): Promise<void> {
  await run(db)`
    update step set state = ${later.state}, due_at = ${later.dueAt}, answer = ${later.answer},
      company = coalesce(${later.company ?? null}, company), repeats = coalesce(${later.repeats ?? null}, repeats),
      attempts = attempts - case when ${later.uncounted ?? false} and attempts > 0 and state = 'intended' then 1 else 0 end,
      lease_until = null, lease_by = null
    where id in ${lockedSteps(idsOf(steps))}
      and lease_by = any(${leasesOf(steps)}::text[]) and ${isOpen('step')}`;
}

/** Lets go of steps as they stand: what was intended stays so, because nobody knows whether the call went out. */
export async function putOffSteps(db: Db, steps: LeasedSteps, dueAt: Date): Promise<void> {
  await run(db)`
    update step set due_at = ${dueAt}, answer = ${answerWord('unreachable')}, lease_until = null, lease_by = null
    where id in ${lockedSteps(idsOf(steps))}
      and lease_by = any(${leasesOf(steps)}::text[]) and ${isOpen('step')}`;
}
