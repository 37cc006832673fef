import { Temporal } from 'temporal-polyfill';
import { saysNothing } from '../empty-cell.ts';
import { fold } from '../text/nearest.ts';
import { mailAgainDays } from '../times/mail-again.ts';
import { reminderTooSoon } from '../times/partner-reminders.ts';
import type { Project } from './project.ts';
import { groupsOfOwners } from './refused-access.ts';

/** One thing wrong in PROJECTS_FILE, in words for the operator who mends it. */
export type ProjectFault = { place: string; words: string };

/** Finds faults that the schema of PROJECTS_FILE allows but that make no sense. */
export function projectFaults(projects: readonly Project[]): ProjectFault[] {
  const ownersGroups = new Set(projects.flatMap(groupsOfOwners));
  return [
    ...nameFaults(projects),
    ...emptyNameFaults(projects),
    ...projects.flatMap((project, index) => [
      ...ownerFaults(project, `projects[${index}]`),
      ...timeFaults(project, `projects[${index}].approval`),
      ...reminderFaults(project, `projects[${index}]`),
      ...stageFaults(project, `projects[${index}].approval`),
      ...accessFaults(project, ownersGroups, `projects[${index}]`),
    ]),
  ];
}

/** People type a key or a name, so no two projects may have the same. */
function nameFaults(projects: readonly Project[]): ProjectFault[] {
  const faults: ProjectFault[] = [];
  const taken = new Map<string, number>();
  for (const [index, { key, name }] of projects.entries()) {
    for (const [field, value] of Object.entries({ key, name })) {
      const first = taken.get(fold(value)) ?? index;
      taken.set(fold(value), first);
      if (first === index) continue;
      const words = `projects[${first}] is called ${JSON.stringify(value)} too`;
      faults.push({ place: `projects[${index}].${field}`, words });
    }
  }
  return faults;
}

/** Lists name projects by key or name. A cell with such a word is an empty one to the reader. */
function emptyNameFaults(projects: readonly Project[]): ProjectFault[] {
  return projects.flatMap(({ key, name }, index) =>
    Object.entries({ key, name })
      .filter(([, value]) => saysNothing(value))
      .map(([field, value]) => ({
        place: `projects[${index}].${field}`,
        words: `${JSON.stringify(value)} is what lists write for an empty cell, so no list could name the project: choose another`,
      })),
  );
}

function ownerFaults({ owners, ownersGroup, approval }: Project, place: string): ProjectFault[] {
  if (ownersGroup !== undefined) return [];
  if (owners.length === 0) return [{ place, words: 'needs owners or an ownersGroup' }];
  if (!approval.required || approval.approvers <= new Set(owners).size) return [];
  const words = 'asks for more approvers than the project has owners';
  return [{ place: `${place}.approval.approvers`, words }];
}

/** Each stage says who decides. Words of the whole approval about that would hold for no stage. */
function stageFaults({ approval }: Project, place: string): ProjectFault[] {
  const { stages, approvers, escalateAfter, escalateTo } = approval;
  if (stages === undefined) return [];
  const faults = stages.flatMap(({ owners, ownersGroup, approvers: needed }, index) => {
    const at = `${place}.stages[${index}]`;
    if (ownersGroup !== undefined) return [];
    if (owners.length === 0) return [{ place: at, words: 'needs owners or an ownersGroup' }];
    const words = 'asks for more approvers than the stage has owners';
    return needed <= new Set(owners).size ? [] : [{ place: `${at}.approvers`, words }];
  });
  const words = 'does not go with stages';
  if (approvers !== 1) {
    faults.push({ place: `${place}.approvers`, words: `${words}: each stage has its own` });
  }
  if (escalateAfter !== undefined) faults.push({ place: `${place}.escalateAfter`, words });
  if (escalateTo.length > 0) faults.push({ place: `${place}.escalateTo`, words });
  return faults;
}

function timeFaults({ approval }: Project, place: string): ProjectFault[] {
  const { escalateAfter, escalateTo, timeout } = approval;
  if (escalateAfter === undefined) return [];
  const faults: ProjectFault[] = [];
  if (escalateTo.length === 0) {
    faults.push({ place: `${place}.escalateTo`, words: 'is missing, and escalateAfter is set' });
  }
  // Months differ in length; any day will do to compare two spans.
  const relativeTo = '2026-01-01';
  if (timeout && Temporal.Duration.compare(escalateAfter, timeout, { relativeTo }) >= 0) {
    faults.push({ place: `${place}.escalateAfter`, words: 'must be shorter than the timeout' });
  }
  return faults;
}

/** Nobody gets two mails within three days. */
function reminderFaults(project: Project, at: string): ProjectFault[] {
  const { remindPartners, giveUpAfter } = project;
  const place = `${at}.remindPartners`;
  const soon = reminderTooSoon(remindPartners);
  if (soon !== undefined) {
    const words = `must be ${mailAgainDays} days or more after the mail before it`;
    return [{ place: `${place}[${soon}]`, words }];
  }
  const last = remindPartners.at(-1);
  const relativeTo = '2026-01-01';
  if (giveUpAfter === undefined || last === undefined) return [];
  if (Temporal.Duration.compare(giveUpAfter, last, { relativeTo }) > 0) return [];
  return [{ place: `${at}.giveUpAfter`, words: 'must be longer than the last of remindPartners' }];
}

/** An invitation must never make its partner an owner of a project. */
function accessFaults(
  project: Project,
  ownersGroups: ReadonlySet<string>,
  at: string,
): ProjectFault[] {
  const words = "is a project's ownersGroup and can never be given as access";
  const { access, optionalAccess } = project;
  const faults = [
    ...access.groups.map((id, i) => ({ id, place: `${at}.access.groups[${i}]` })),
    ...optionalAccess.groups.map((id, i) => ({ id, place: `${at}.optionalAccess.groups[${i}]` })),
    ...(access.team === undefined ? [] : [{ id: access.team, place: `${at}.access.team` }]),
  ];
  return faults.filter(({ id }) => ownersGroups.has(id)).map(({ place }) => ({ place, words }));
}
