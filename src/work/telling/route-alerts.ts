import { inTransaction } from '../../store/database.ts';
import { readProject } from '../../store/projects.ts';
import { copyAlerts } from '../../store/telling/alert-deliveries.ts';
import { markRouted, type UnroutedAlert, unroutedAlerts } from '../../store/telling/alerts.ts';
import { anyPlace, awaitChannel, type PlaceRecord } from '../../store/telling/places.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import type { Announcer } from './announcer.ts';
import { tellPerson } from './tell-person.ts';

export type PlaceAlertDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  announcer: Pick<Announcer, 'reachPerson' | 'reachChannel'>;
  peopleIn: (groupId: string) => Promise<readonly string[]>;
};

const atOnce = 1000;

/**
 * Finds where alerts go: the project's channel; without one that the bot can reach, each requester and the owners in
 * person. May run twice: an alert is told once in each place. Returns whether there may be more.
 */
export async function placeAlerts(deps: PlaceAlertDeps): Promise<'more' | 'idle'> {
  const alerts = await unroutedAlerts(deps.db, atOnce);
  const trains = Map.groupBy(alerts, ({ tenantId, projectKey }) => `${tenantId} ${projectKey}`);
  for (const some of trains.values()) await placeSome(deps, some);
  return alerts.length === atOnce ? 'more' : 'idle';
}

/** Alerts of one project. */
async function placeSome(deps: PlaceAlertDeps, alerts: readonly UnroutedAlert[]): Promise<void> {
  const [{ tenantId, projectKey } = { tenantId: '', projectKey: '' }] = alerts;
  const project = await readProject(deps.db, projectKey);
  const ids = alerts.map(({ id }) => id);
  const channel = project?.channel;
  const placeId = channel && (await deps.announcer.reachChannel(tenantId, channel));
  if (placeId !== undefined) {
    return await route(deps, ids, { copies: [{ placeId, ids }], line: true });
  }
  // The bot is not there, or not any more: what is missed there is told when it comes.
  const lost = channel && (await awaitChannel(deps.db, tenantId, channel, deps.clock.now()));
  const owners = [
    ...(project?.owners ?? []),
    ...(project?.ownersGroup === undefined ? [] : await deps.peopleIn(project.ownersGroup)),
  ];
  const copies: Copies[] = lost === undefined ? [] : [{ placeId: lost.id, ids }];
  const reached = await inPerson(deps, { tenantId, alerts, owners, teamId: channel?.teamId });
  if (reached.length === 0) deps.log.error('alert reaches nobody', { alertId: ids[0] ?? 0 });
  await route(deps, ids, { copies: [...copies, ...reached], line: false });
  if (lost === undefined || !(await wasThere(deps, lost))) return;
  // The moment tells this loss apart from the next.
  const subjectId = Math.floor((lost.deadAt ?? deps.clock.now()).getTime() / 1000);
  const values = { project: project?.name ?? projectKey };
  for (const personId of new Set(owners)) {
    const notice = { reason: { code: 'channel lost', values } } as const;
    await tellPerson(deps, { tenantId, personId, subjectId }, notice);
  }
}

/** Who is still to add the bot is not told that it was taken out. */
async function wasThere(
  { db }: Pick<PlaceAlertDeps, 'db'>,
  { reference, tenantId, teamId }: PlaceRecord,
): Promise<boolean> {
  if (reference !== null) return true;
  return teamId !== null && (await anyPlace(db, tenantId, 'team', teamId)) !== undefined;
}

type Copies = { placeId: number; ids: readonly number[] };

/** Owners hear of every alert of their project, a requester of those that are their own. */
async function inPerson(
  deps: PlaceAlertDeps,
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
  deps: PlaceAlertDeps,
  ids: readonly number[],
  to: { copies: readonly Copies[]; line: boolean },
): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    for (const copy of to.copies) await copyAlerts(trx, copy.ids, copy.placeId);
    await markRouted(trx, ids, to, deps.clock.now());
  });
}
