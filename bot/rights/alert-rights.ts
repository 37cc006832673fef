import { readDigest } from '../../src/store/telling/digests.ts';
import { readPlace } from '../../src/store/telling/places.ts';
import type { Turn } from '../turns/turn.ts';
import { granted, type May, refused } from './guarded.ts';

/** Everybody in the place that the digest was posted to. Elsewhere it does not exist. */
export const readsDigest: May<{ alertId?: number | undefined }, { digestId: number }> = async (
  { db },
  turn,
  { alertId },
) => {
  const digest = alertId === undefined ? undefined : await readDigest(db, alertId);
  const place = digest && (await readPlace(db, digest.placeId));
  const isHere = place?.tenantId === turn.who.tenantId && place.key === whereIs(turn);
  return digest !== undefined && isHere
    ? granted({ digestId: digest.id })
    : refused({ notice: 'not found' });
};

/** The key of the place that a click came from: Teams vouches for it, not the card. */
const whereIs = (turn: Turn) =>
  turn.scope === 'personal' ? turn.who.personId : turn.channel?.channelId;
