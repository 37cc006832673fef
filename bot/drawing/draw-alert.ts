import { signInKinds } from '../../src/guests/sign-in.ts';
import type { Db } from '../../src/store/database.ts';
import { readGuest } from '../../src/store/guests/guests.ts';
import { readProject } from '../../src/store/projects.ts';
import { type RequestRecord, readRequest } from '../../src/store/requests/requests.ts';
import { grantsOf } from '../../src/store/steps/grants.ts';
import { hadAlert, invitationBehind, readAlert } from '../../src/store/telling/alerts.ts';
import type { DrawableCard } from '../../src/work/telling/announcer.ts';
import { alertCard, type SignIn } from '../cards/alert-card.ts';
import type { Card } from '../cards/render-card.ts';
import { byKind } from '../naming/access-names.ts';
import type { Viewer } from './request-counts.ts';

/** How a guest signs in, in the cards' words. */
export const signInOf = (kind: string | null): SignIn =>
  signInKinds.find((known) => known === kind) ?? 'unknown';

const checks = ['there', 'repairing', 'repaired', 'missing'] as const;
/** The result of the check of the access. A word that this version does not know counts as unchecked. */
export const accessOf = (access: string) =>
  checks.find((known) => known === access) ?? ('unchecked' as const);

/** Reads Teams' id of a requester in the team that shows the alert. Undefined: the team does not have them. */
export type FindInTeam = (requesterId: string) => Promise<string | undefined>;

/**
 * Draws an alert: who accepted, how they sign in, and what they now have. With `findInTeam` it mentions the requester.
 */
export async function drawAlert(
  db: Db,
  { subjectId: alertId, maybePosted }: Pick<DrawableCard, 'subjectId' | 'maybePosted'>,
  viewer: Viewer,
  findInTeam?: FindInTeam,
): Promise<Card | undefined> {
  const alert = await readAlert(db, alertId);
  const guest = alert && (await readGuest(db, alert.guestId));
  const invitation = alert && (await invitationBehind(db, alert));
  if (alert === undefined || guest === undefined) return undefined;
  const request = invitation && (await readRequest(db, invitation.requestId));
  const facts = request?.review?.access.find(({ project }) => project === alert.projectKey);
  const grants = invitation === undefined ? [] : await grantsOf(db, invitation.id);
  const given = grants.filter(({ state }) => state === 'done').map(({ target }) => target);
  const names = [...(facts?.names ?? []), ...(facts?.optional ?? [])];
  return alertCard(
    {
      name: guest.displayName ?? invitation?.displayName ?? '',
      elsewhere: invitation === undefined,
      ...(await askedBy(request, findInTeam)),
      organisation: guest.organisation ?? undefined,
      project: (await readProject(db, alert.projectKey))?.name ?? alert.projectKey,
      signIn: signInOf(guest.signIn),
      access: byKind(names.filter(({ id }) => given.includes(id))),
      complete: grants.length === given.length,
      checked: alert.access,
      again: await hadAlert(db, alert),
      maybePosted,
      at: guest.stateChangedAt ?? alert.createdAt,
      timeZone: viewer.timeZone,
    },
    viewer.language,
  );
}

/** Who asked, and Teams' id of them for a mention. */
const askedBy = async (request: RequestRecord | undefined, findInTeam: FindInTeam | undefined) => ({
  requester: request?.requesterName,
  requesterInTeams: request && (await findInTeam?.(request.requesterId)),
});
