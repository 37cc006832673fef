import type { StepAnswer } from '../../guests/step-answer.ts';
import type { Db } from '../database.ts';
import { isBeingTaken, isGrant, isOpen, lockedSteps } from '../fragments.ts';
import { column, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';
import type { LeasedSteps } from './steps.ts';

const idsOf = (steps: LeasedSteps) => steps.map((step) => step.id);
const leasesOf = (steps: LeasedSteps) => [...new Set(steps.map((step) => step.leaseBy))];

/**
 * Writes the intent before the call. Returns the steps that the bot may call for: still leased by the caller, not
 * withdrawn, and no breaker open. It intends an invite only once, from `due`: where its call may have gone out, the bot
 * searches for the guest instead, also for one that the call before its one repeat made. It intends no grant that the
 * bot is taking back now. `byGraph`: what time it is by Graph's clock, where that is known. `heard`: Graph answered the
 * call of the intent before this one, and did not make it; where it is not set, nobody knows what an earlier call did.
 */
export async function intendSteps(
  db: Db,
  steps: readonly (LeasedSteps[number] & { heard?: boolean })[],
  now: Date,
  byGraph = now,
): Promise<number[]> {
  const heard = idsOf(steps.filter((step) => step.heard === true));
  return await column(db)`
    update step set state = 'intended', intended_at = case when repeats > 0 then coalesce(intended_at, ${byGraph}) else ${byGraph}::timestamptz end,
      first_tried_at = coalesce(first_tried_at, ${now}),
      attempts = attempts + case when state = 'due' then 1 else 0 end, doubt = doubt or unheard and id <> all(${heard}::bigint[]), unheard = true, looks = 0
    where id in ${lockedSteps(idsOf(steps))}
      and lease_by = any(${leasesOf(steps)}::text[])
      and (state = 'due' or (state = 'intended' and kind <> 'invite'))
      and not exists (select from breaker where open_since is not null) and not (${isGrant('step')} and ${isBeingTaken('step')})
    returning id`;
}

/** After these answers the bot knows that the call did nothing. */
const hadNoEffect: readonly StepAnswer[] = ['throttled', 'not yet'];

/** Puts steps back for later. `batchSize`: at most so many share the next call for the same target. */
export async function postponeSteps(
  db: Db,
  steps: LeasedSteps,
  later: {
    state: 'due' | 'looking';
    dueAt: Date;
    answer: StepAnswer;
    batchSize?: number;
    repeats?: number;
    /** Graph did not try: this was no attempt. */
    uncounted?: boolean;
    /** Graph said that the call had no effect. */
    heard?: boolean;
  },
): Promise<void> {
  await run(db)`
    update step set state = ${later.state}, due_at = ${later.dueAt}, answer = ${later.answer},
      batch_size = coalesce(${later.batchSize ?? null}, batch_size), repeats = coalesce(${later.repeats ?? null}, repeats),
      looks = looks + case when ${later.answer} in (${answerWord('lost')}, ${answerWord('not yet')}) then 1 else 0 end,
      attempts = attempts - case when ${later.uncounted ?? false} and attempts > 0 and state = 'intended' then 1 else 0 end,
      unheard = unheard and not (state = 'intended' and ${later.heard ?? hadNoEffect.includes(later.answer)}),
      lease_until = null, lease_by = null
    where id in ${lockedSteps(idsOf(steps))}
      and lease_by = any(${leasesOf(steps)}::text[]) and ${isOpen('step')}`;
}

/**
 * Drops the lease and keeps the state. An intended step stays intended, because nobody knows whether its call went
 * out.
 */
export async function putOffSteps(db: Db, steps: LeasedSteps, dueAt: Date): Promise<void> {
  await run(db)`
    update step set due_at = ${dueAt}, answer = ${answerWord('unreachable')}, lease_until = null, lease_by = null
    where id in ${lockedSteps(idsOf(steps))}
      and lease_by = any(${leasesOf(steps)}::text[]) and ${isOpen('step')}`;
}
