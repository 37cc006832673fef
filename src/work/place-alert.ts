import { invitationBehind, readAlert } from '../store/alerts.ts';
import { readGuest } from '../store/guests.ts';
import { readProject } from '../store/projects.ts';
import { wantCard } from '../store/shown-cards.ts';
import type { Announcer } from './announcer.ts';
import type { WorkDeps } from './deps.ts';

export type PlaceAlertDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  announcer: Pick<Announcer, 'reachPerson' | 'reachChannel'>;
};

/**
 * Finds where an alert goes: the project's channel; without one the bot can reach, the requester and the owners in
 * person. May run twice: a card is wanted once in each place.
 */
export async function placeAlert(deps: PlaceAlertDeps, alertId: number): Promise<void> {
  const alert = await readAlert(deps.db, alertId);
  const guest = alert && (await readGuest(deps.db, alert.guestId));
  const project = alert && (await readProject(deps.db, alert.projectKey));
  if (alert === undefined || guest === undefined || project === undefined) return;
  const want = async (placeId: number) => {
    await wantCard(deps.db, { kind: 'alert', subjectId: alertId, placeId }, deps.clock.now());
  };
  const channel =
    project.channel && (await deps.announcer.reachChannel(guest.tenantId, project.channel));
  if (channel !== undefined) return await want(channel);
  const invitation = await invitationBehind(deps.db, alert);
  const people = new Set([...(invitation ? [invitation.requesterId] : []), ...project.owners]);
  let reached = 0;
  for (const person of people) {
    const place = await deps.announcer.reachPerson(guest.tenantId, person, project.channel?.teamId);
    if (place === undefined) continue;
    reached += 1;
    await want(place);
  }
  if (reached === 0) deps.log.error('alert reaches nobody', { alertId });
}
