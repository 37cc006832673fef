import { Temporal } from 'temporal-polyfill';
import type { ApprovalRule } from '../project/project.ts';
import { dayMs } from '../times/spans.ts';

export type ApprovalTimes = { timesOutAt: Date | null; escalatesAt: Date | null };

/** When an approval asked at `askedAt` expires, and when it escalates. A day is 24 hours. */
export function approvalTimes(rule: ApprovalRule, askedAt: Date): ApprovalTimes {
  const after = (duration: string | undefined) =>
    duration === undefined
      ? null
      : new Date(
          Temporal.Instant.fromEpochMilliseconds(askedAt.getTime())
            .toZonedDateTimeISO('UTC')
            .add(duration).epochMilliseconds,
        );
  return { timesOutAt: after(rule.timeout), escalatesAt: after(rule.escalateAfter) };
}

/** The things for which an open approval is due. An expired approval does not escalate. */
export function dueFor(
  approval: ApprovalTimes & { escalatedAt: Date | null },
  now: Date,
): 'time out' | 'escalation' | undefined {
  const { timesOutAt, escalatesAt, escalatedAt } = approval;
  if (timesOutAt !== null && timesOutAt <= now) return 'time out';
  return escalatedAt === null && escalatesAt !== null && escalatesAt <= now
    ? 'escalation'
    : undefined;
}

/** How long an approval that is over stands in its owners' list. */
export const listedMs = 30 * dayMs;

const undoMs = dayMs;

/** Nobody can undo a decision from before this moment. */
export const undoableSince = (now: Date): Date => new Date(now.getTime() - undoMs);

/** The moment from which nobody can undo a decision any more. */
export const undoableUntil = (decidedAt: Date): Date => new Date(decidedAt.getTime() + undoMs);

/** True for a day after the decision: so long an owner may undo what their vote let pass. */
export const mayStillUndo = (decidedAt: Date, now: Date): boolean =>
  now.getTime() - decidedAt.getTime() <= undoMs;
