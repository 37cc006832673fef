import { Temporal } from 'temporal-polyfill';
import type { Project } from '../../src/guests/project/project.ts';
import type { AccessEnds } from '../cards/end-fact.ts';

/** The terms by which the access of these rows ends: the last day that each row names, and the project's own rule. */
export function accessEnds(
  named: readonly { day: string | null; count: number }[],
  project: Pick<Project, 'guestExpiresAfter'> | undefined,
): AccessEnds {
  const counts = new Map<string, number>();
  for (const { day, count } of named) {
    if (day !== null) counts.set(day, (counts.get(day) ?? 0) + count);
  }
  const days = [...counts].map(([day, count]) => ({ day, count }));
  const without = named
    .filter(({ day }) => day === null)
    .reduce((sum, { count }) => sum + count, 0);
  return {
    days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    without,
    afterDays: daysIn(project?.guestExpiresAfter),
  };
}

/** A duration in whole days, for people to read. */
export function daysIn(duration: string | undefined): number | undefined {
  if (duration === undefined) return undefined;
  const relativeTo = Temporal.PlainDate.from('2026-01-01');
  return Math.round(Temporal.Duration.from(duration).total({ unit: 'days', relativeTo }));
}
