import type { Directory } from '../../graph/directory.ts';
import type { Person } from '../../graph/people/read-person.ts';
import type { Project } from '../../guests/project/project.ts';
import { dayMs } from '../../guests/times/spans.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import {
  askStrangers,
  closeStranger,
  dueStrangers,
  insertElsewhere,
  insertWatched,
  setWatching,
  watchAccounts,
} from '../../store/guests/outside-guests.ts';
import { activeProjects } from '../../store/projects.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type OutsideGuestsDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'readPerson' | 'memberGroups' | 'peopleIn'>;

const atOnce = 200;
/** An acceptance that is older than this is no news when the guest joins a group. */
const newsMs = 7 * dayMs;

/** The groups whose members belong to a project. */
const groupsOf = ({ access }: Project) =>
  access.team === undefined ? access.groups : [...access.groups, access.team];

async function watchers(db: Db): Promise<Project[]> {
  const all = await activeProjects(db);
  return all.filter((project) => project.watch === 'all' && groupsOf(project).length > 0);
}

/**
 * Finds guests whom somebody invited elsewhere, for projects that watch all. `news`: checks the unknown accounts that
 * delta named. `sweep`: reads the groups too. It always reads a project that has just begun to watch.
 */
export async function watchOutsideGuests(
  deps: OutsideGuestsDeps,
  tenantId: string,
  how: 'news' | 'sweep',
): Promise<void> {
  const projects = await watchers(deps.db);
  const now = deps.clock.now();
  const keys = projects.map(({ key }) => key);
  const begun = await setWatching(deps.db, keys, now);
  for (const project of projects) {
    if (how === 'sweep' || begun.includes(project.key)) await goThrough(deps, tenantId, project);
  }
  if (begun.length > 0) deps.log.info('watching guests of groups', { count: begun.length });
  if (projects.length === 0) return;
  for (const objectId of await dueStrangers(deps.db, tenantId, atOnce)) {
    await examine(deps, { tenantId, objectId }, projects);
  }
}

async function goThrough(deps: OutsideGuestsDeps, tenantId: string, project: Project) {
  const people = new Set<string>();
  for (const group of groupsOf(project)) {
    for (const id of await deps.peopleIn(group)) people.add(id);
  }
  const objectIds = [...people];
  const now = deps.clock.now();
  await watchAccounts(deps.db, project.key, { tenantId, objectIds }, now);
  await askStrangers(deps.db, { tenantId, objectIds, news: false }, now);
}

/** Examines one account and stores all about it in one transaction. An account whose reading fails stays due. */
async function examine(
  deps: OutsideGuestsDeps,
  who: { tenantId: string; objectId: string },
  projects: readonly Project[],
): Promise<void> {
  const person = await deps.readPerson(who.objectId);
  if (person === undefined) return await closeStranger(deps.db, who, 'forgotten');
  if (person.userType !== 'Guest') return await closeStranger(deps.db, who, 'no guest');
  const belongs = await belongingTo(deps, who.objectId, projects);
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    if (belongs.length > 0) {
      const id = await insertElsewhere(trx, toGuest(who, person, now));
      if (id !== undefined) await insertWatched(trx, id, belongs, now);
    }
    await closeStranger(trx, who, 'forgotten');
  });
}

/** A recent acceptance is stored as pending; the check that follows then alerts as usual. */
function toGuest(who: { tenantId: string; objectId: string }, person: Person, now: Date) {
  const { changedAt, externalUserState } = person;
  const accepted = externalUserState !== 'PendingAcceptance';
  const since = now.getTime() - newsMs;
  const isNews =
    externalUserState === 'Accepted' && changedAt !== undefined && changedAt.getTime() >= since;
  return {
    ...who,
    address: person.mail ?? `elsewhere ${who.objectId}`,
    displayName: person.displayName ?? null,
    state: accepted && !isNews ? 'accepted' : 'pending',
    signIn: (accepted && person.signIn) || null,
    organisation: person.organisation ?? null,
    stateChangedAt: isNews ? null : (changedAt ?? null),
    lookDueAt: isNews ? now : null,
  } as const;
}

async function belongingTo(
  deps: Pick<OutsideGuestsDeps, 'memberGroups'>,
  objectId: string,
  projects: readonly Project[],
): Promise<string[]> {
  const groups = await deps.memberGroups(objectId, [...new Set(projects.flatMap(groupsOf))]);
  const mine = projects.filter((project) => groupsOf(project).some((id) => groups.has(id)));
  return mine.map(({ key }) => key);
}

/** The keys of the projects that watch all and have this guest in a group now. */
export async function watchedBy(
  deps: Pick<OutsideGuestsDeps, 'db' | 'memberGroups'>,
  objectId: string,
): Promise<string[]> {
  const projects = await watchers(deps.db);
  return projects.length === 0 ? [] : await belongingTo(deps, objectId, projects);
}
