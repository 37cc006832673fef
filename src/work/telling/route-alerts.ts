import type { Directory } from '../../graph/directory.ts';
import type { Project } from '../../guests/project/project.ts';
import { inTransaction } from '../../store/database.ts';
import { readProject } from '../../store/projects.ts';
import { copyAlerts } from '../../store/telling/alert-deliveries.ts';
import { markRouted, type UnroutedAlert, unroutedAlerts } from '../../store/telling/alerts.ts';
import { anyPlace, awaitChannel, type PlaceRecord } from '../../store/telling/places.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from './announcer.ts';
import { ownersOf } from './audience.ts';
import { tellPeople } from './tell-people.ts';

export type RouteAlertsDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'peopleIn'> & {
    announcer: Pick<Announcer, 'reachPerson' | 'reachChannel'>;
  };

const atOnce = 1000;

/**
 * Finds the places that alerts go to: the project's channel; where the bot cannot reach it, the personal chats of the
 * requester and the owners. They go nowhere where the project's channel wants none: then requesters hear of them in
 * their lines. May run twice: each place gets an alert once. Returns whether there may be more.
 */
export async function routeAlerts(deps: RouteAlertsDeps): Promise<'more' | 'idle'> {
  const alerts = await unroutedAlerts(deps.db, atOnce);
  const byProject = Map.groupBy(alerts, ({ tenantId, projectKey }) => `${tenantId} ${projectKey}`);
  for (const some of byProject.values()) await routeSome(deps, some);
  return alerts.length === atOnce ? 'more' : 'idle';
}

/** Routes alerts of one project. */
async function routeSome(deps: RouteAlertsDeps, alerts: readonly UnroutedAlert[]): Promise<void> {
  const [{ tenantId, projectKey } = { tenantId: '', projectKey: '' }] = alerts;
  const project = await readProject(deps.db, projectKey);
  const ids = alerts.map(({ id }) => id);
  // No one else hears it instead: the requesters have their lines.
  if (project?.tell.includes('accepted') === false) {
    return await route(deps, ids, { copies: [], line: true });
  }
  const channel = project?.channel;
  const placeId = channel && (await deps.announcer.reachChannel(tenantId, channel));
  if (placeId !== undefined) {
    return await route(deps, ids, { copies: [{ placeId, ids }], line: true });
  }
  // A channel without the bot gets its copies all the same: the bot tells it what it missed when it comes back.
  const lost = channel && (await awaitChannel(deps.db, tenantId, channel, deps.clock.now()));
  const owners = project === undefined ? [] : await ownersOf(deps, project);
  const copies: Copies[] = lost === undefined ? [] : [{ placeId: lost.id, ids }];
  const reached = await inPerson(deps, { tenantId, alerts, owners, teamId: channel?.teamId });
  if (reached.length === 0) deps.log.error('alert reaches nobody', { alertId: ids[0] ?? 0 });
  await route(deps, ids, { copies: [...copies, ...reached], line: false });
  if (lost !== undefined) await tellLost(deps, { lost, owners, name: project?.name ?? projectKey });
}

/** Tells the owners that the bot was removed from their channel. */
async function tellLost(
  deps: RouteAlertsDeps,
  { lost, owners, name }: { lost: PlaceRecord; owners: readonly string[]; name: Project['name'] },
): Promise<void> {
  if (!(await wasThere(deps, lost))) return;
  // The moment tells this loss apart from the next.
  const subjectId = Math.floor((lost.deadAt ?? deps.clock.now()).getTime() / 1000);
  const reason = { code: 'channel lost', values: { project: name } } as const;
  await tellPeople(deps, { tenantId: lost.tenantId, people: owners }, { reason, subjectId });
}

/** A channel that never had the bot did not lose it. */
async function wasThere(
  { db }: Pick<RouteAlertsDeps, 'db'>,
  { reference, tenantId, teamId }: PlaceRecord,
): Promise<boolean> {
  if (reference !== null) return true;
  return teamId !== null && (await anyPlace(db, tenantId, 'team', teamId)) !== undefined;
}

type Copies = { placeId: number; ids: readonly number[] };

/** Finds the personal chats: owners get every alert of their project, requesters get those of their own guests. */
async function inPerson(
  deps: RouteAlertsDeps,
  to: {
    tenantId: string;
    alerts: readonly UnroutedAlert[];
    owners: readonly string[];
    teamId: string | undefined;
  },
): Promise<Copies[]> {
  const own = Map.groupBy(to.alerts, ({ requesterId }) => requesterId);
  const found: Copies[] = [];
  for (const person of new Set([...to.owners, ...own.keys()])) {
    if (person === null) continue;
    const placeId = await deps.announcer.reachPerson(to.tenantId, person, to.teamId);
    if (placeId === undefined) continue;
    const alerts = to.owners.includes(person) ? to.alerts : (own.get(person) ?? []);
    found.push({ placeId, ids: alerts.map(({ id }) => id) });
  }
  return found;
}

async function route(
  deps: RouteAlertsDeps,
  ids: readonly number[],
  to: { copies: readonly Copies[]; line: boolean },
): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    for (const copy of to.copies) await copyAlerts(trx, copy.ids, copy.placeId);
    await markRouted(trx, ids, to, deps.clock.now());
  });
}
