/* global AdaptiveCards */
import { node, post } from './ask.js';
import { showDialog } from './dialog-box.js';
import { drawContent } from './draw-content.js';

/** Keeps the answer to a click until the next click, because the page may redraw the card before. */
const notices = new Map();

/** Draws the line under a card: the answer's message, or an error. */
export function noticeOf(view, messageId) {
  const notice = notices.get(`${view.column} ${messageId}`);
  return node(
    'p',
    { class: `notice ${notice?.kind ?? ''}`, role: 'status', hidden: !notice },
    notice?.text ?? '',
  );
}

function setNotice(view, item, messageId, notice) {
  const key = `${view.column} ${messageId}`;
  if (notice) notices.set(key, notice);
  else notices.delete(key);
  const drawn = noticeOf(view, messageId);
  item()?.querySelector('.notice')?.replaceWith(drawn);
  if (notice) drawn.scrollIntoView({ block: 'nearest' });
}

/** Sends the bot an action in this person's name and shows the answer. The card takes no clicks until then. */
export async function askCard(view, { messageId, item }, ask) {
  item()?.setAttribute('aria-busy', 'true');
  setNotice(view, item, messageId, undefined);
  const answer = await ask();
  const { shown, text, error } = answer;
  item()?.removeAttribute('aria-busy');
  if (shown === 'dialog') return showDialog(view, { messageId }, answer);
  if (error) return setNotice(view, item, messageId, { kind: 'error', text: error });
  if (shown === 'message') setNotice(view, item, messageId, { kind: 'said', text });
  if (shown === 'error')
    setNotice(view, item, messageId, { kind: 'error', text: text ?? view.words.wrong });
}

/** Scrolls to the part that a button opened. Searches only this card, because cards of one kind use the same ids. */
function showOpened(item, button) {
  const parts = button?.getAttribute('aria-controls')?.split(' ') ?? [];
  requestAnimationFrame(() => {
    const drawn = parts.map((id) => item?.querySelector(`#${CSS.escape(id)}`));
    drawn.findLast((part) => part?.offsetHeight)?.scrollIntoView({ block: 'nearest' });
  });
}

function press(view, message, action) {
  if (action instanceof AdaptiveCards.OpenUrlAction) {
    open(action.url, '_blank', 'noopener');
    return;
  }
  const item = () =>
    document.querySelector(`#${view.column} [data-message="${CSS.escape(message.id)}"]`);
  // A button that opens or closes a part of the card does not call the bot.
  if (!(action instanceof AdaptiveCards.SubmitActionBase)) {
    showOpened(item(), action.renderedElement);
    return;
  }
  if (item()?.getAttribute('aria-busy') === 'true') return;
  const type = action.getJsonTypeName();
  const { verb, title, data } = action;
  const sent = { type, verb, title, data };
  void askCard(view, { messageId: message.id, item }, () =>
    post('action', { as: view.as, messageId: message.id, action: sent }),
  );
}

/** Draws the card of a message. */
export const drawCard = (view, message) =>
  drawContent(view, message.card, (action) => press(view, message, action));
