import { readDigest } from '../../src/store/telling/alert-deliveries.ts';
import { readPlace } from '../../src/store/telling/places.ts';
import { drawDigest } from '../drawing/draw-digest.ts';
import type { Turn } from '../turns/turn.ts';
import { answerNotice, type ClickHandler } from './click.ts';

/** The largest that the database knows. */
const anyVersion = 2 ** 31 - 1;

/** The whole list of a digest, for whoever is where it was posted. Elsewhere it does not exist. */
export const view: ClickHandler = async (deps, turn, data) => {
  const digest = data.alertId === undefined ? undefined : await readDigest(deps.db, data.alertId);
  const place = digest && (await readPlace(deps.db, digest.placeId));
  if (
    digest === undefined ||
    place?.tenantId !== turn.who.tenantId ||
    place.key !== whereIs(turn)
  ) {
    return answerNotice('not found');
  }
  const start = Number(data.from ?? 1);
  const card = await drawDigest(
    deps.db,
    {
      digestId: digest.id,
      version: anyVersion,
      list: 'all',
      maybePosted: false,
      ...(Number.isSafeInteger(start) ? { start } : {}),
    },
    turn,
  );
  return card === undefined ? answerNotice('not found') : { kind: 'card', card, forAll: true };
};

/** The key of the place that a click came from: Teams vouches for it, not the card. */
const whereIs = (turn: Turn) =>
  turn.scope === 'personal' ? turn.who.personId : turn.channel?.channelId;
