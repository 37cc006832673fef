import { medianHours } from '../../guests/exports/median-hours.ts';
import type { Db } from '../database.ts';
import {
  countMonths,
  countRefusals,
  type Refusals,
  type Reported,
  type ReportedCounts,
} from './project-months.ts';

/** Counts of the named projects together, of each, and of each by month, the oldest month first. */
export type Report = {
  sums: ReportedCounts;
  projects: readonly (ReportedCounts & { projectKey: string })[];
  months: readonly (ReportedCounts & { projectKey: string; month: string })[];
  refusals: readonly Refusals[];
};

/** So many projects are counted at once that no statement runs for long. */
const atOnce = 20;

/** Reads the counts of these projects, some projects at a time. */
export async function readReport(db: Db, reported: Reported): Promise<Report> {
  const projects: (ReportedCounts & { projectKey: string })[] = [];
  const months: (ReportedCounts & { projectKey: string; month: string })[] = [];
  const refusals: Refusals[] = [];
  const times: { hours: number; count: number }[] = [];
  const { projectKeys: keys } = reported;
  for (let begin = 0; begin < keys.length; begin += atOnce) {
    const part = { ...reported, projectKeys: keys.slice(begin, begin + atOnce) };
    for (const { projectKey, month, hours, ...counts } of await countMonths(db, part)) {
      if (projectKey === null) times.push({ hours: hours ?? 0, count: counts.asked });
      else if (month === null) projects.push({ projectKey, ...counts });
      else months.push({ projectKey, month, ...counts });
    }
    refusals.push(...(await countRefusals(db, part)));
  }
  const sum = (of: 'asked' | 'accepted' | 'refused' | 'ended') =>
    projects.reduce((total, each) => total + each[of], 0);
  const sums = { asked: sum('asked'), accepted: sum('accepted'), refused: sum('refused') };
  const together = { ...sums, ended: sum('ended'), medianHours: medianHours(times) };
  return { sums: together, projects, months, refusals };
}
