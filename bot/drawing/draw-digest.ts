import type { Db } from '../../src/store/database.ts';
import { countGuests } from '../../src/store/guests/guest-counts.ts';
import { readProject } from '../../src/store/projects.ts';
import { guestsOfDigest, readDigest } from '../../src/store/telling/digests.ts';
import { type DigestView, digestCard } from '../cards/digest-card.ts';
import type { Card } from '../cards/render-card.ts';
import { accessOf, drawAlert, signInOf } from './draw-alert.ts';
import type { Viewer } from './request-facts.ts';

export type DrawableDigest = Pick<DigestView, 'list' | 'start' | 'maybePosted'> & {
  digestId: number;
  /** Who joined for a later version of the card is not on this one. */
  version: number;
};

/** Several partners have accepted: who, and how the project stands at this moment. */
export async function drawDigest(
  db: Db,
  { digestId, version, ...how }: DrawableDigest,
  viewer: Viewer,
): Promise<Card | undefined> {
  const digest = await readDigest(db, digestId);
  const guests = digest === undefined ? [] : await guestsOfDigest(db, digestId, version);
  if (digest === undefined || guests.length === 0) return undefined;
  const [only, ...others] = guests;
  if (only !== undefined && others.length === 0) {
    // Nobody else came within the window: that is an alert, until somebody joins it.
    const alert = { subjectId: only.alertId, maybePosted: how.maybePosted };
    return await drawAlert(db, alert, viewer);
  }
  const times = guests.map(({ acceptedAt }) => acceptedAt.getTime());
  return digestCard(
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
