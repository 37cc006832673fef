import { answerNotice, type ClickHandler } from '../buttons/click.ts';
import { drawAlertDigest } from '../drawing/draw-alert-digest.ts';

/** The largest that the database knows. */
const anyVersion = 2 ** 31 - 1;

/** Shows the whole list of a digest. */
export const viewDigest: ClickHandler<{ from?: number | undefined }, { digestId: number }> = async (
  deps,
  turn,
  { from: start = 1 },
  { digestId },
) => {
  const card = await drawAlertDigest(
    deps.db,
    {
      digestId,
      version: anyVersion,
      list: 'all',
      maybePosted: false,
      start,
    },
    turn,
  );
  return card === undefined ? answerNotice('not found') : { kind: 'card', card, forAll: true };
};
