import type { Db } from '../../src/store/database.ts';
import { countGuests } from '../../src/store/guests/guest-counts.ts';
import { readProject } from '../../src/store/projects.ts';
import { guestsOfDigest, readDigest } from '../../src/store/telling/alert-digests.ts';
import { alertDigestCard, type DigestView } from '../cards/alert-digest-card.ts';
import type { Card } from '../cards/render-card.ts';
import { accessOf, drawAlert, type FindInTeam, signInOf } from './draw-alert.ts';
import type { Viewer } from './request-counts.ts';

export type DrawableDigest = Pick<DigestView, 'list' | 'start' | 'maybePosted'> & {
  digestId: number;
  /** Leaves out guests who joined for a later version of the card. */
  version: number;
};

/** Draws a digest: who accepted, and the project's counts at this moment. */
export async function drawAlertDigest(
  db: Db,
  { digestId, version, ...how }: DrawableDigest,
  viewer: Viewer,
  findInTeam?: FindInTeam,
): Promise<Card | undefined> {
  const digest = await readDigest(db, digestId);
  const guests = digest === undefined ? [] : await guestsOfDigest(db, digestId, version);
  if (digest === undefined || guests.length === 0) return undefined;
  const [only, ...others] = guests;
  if (only !== undefined && others.length === 0) {
    // A digest of one guest is an alert, until another guest joins it.
    const alert = { subjectId: only.alertId, maybePosted: how.maybePosted };
    return await drawAlert(db, alert, viewer, findInTeam);
  }
  const times = guests.map(({ acceptedAt }) => acceptedAt.getTime());
  return alertDigestCard(
    {
      ...how,
      alertId: digestId,
      project: (await readProject(db, digest.projectKey))?.name ?? digest.projectKey,
      guests: guests.map(({ name, organisation, signIn, access }) => ({
        name,
        organisation: organisation ?? undefined,
        signIn: signInOf(signIn),
        checked: accessOf(access),
      })),
      ...(await countGuests(db, digest.projectKey)),
      from: new Date(Math.min(...times)),
      to: new Date(Math.max(...times)),
      timeZone: viewer.timeZone,
    },
    viewer.language,
  );
}
