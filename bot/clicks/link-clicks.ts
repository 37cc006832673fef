import { showLinks } from '../../src/work/request/show-links.ts';
import { answerNotice, type ClickHandler } from '../buttons/click.ts';
import { cardOf } from '../buttons/request-card.ts';
import { linksCard } from '../cards/links-card.ts';
import type { OwnRequest } from '../rights/related-request.ts';

/**
 * Shows links of invitations without a mail. They go out as a message of their own: the answer to a click is stored
 * until Teams cannot repeat the click, and links are stored nowhere.
 */
export const clickLinks: ClickHandler<unknown, OwnRequest> = async (
  deps,
  turn,
  _sent,
  { request },
) => {
  const shown = await showLinks(deps.links, request.id);
  if (shown.kind === 'none') return answerNotice('no links');
  if (shown.kind === 'later') return answerNotice('links later');
  await turn.say(linksCard(shown.links, turn.language));
  return await cardOf(deps, turn, request.id);
};
