/* global AdaptiveCards */
import { node, post } from './ask.js';

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
  const { shown, text, error } = await ask();
  item()?.removeAttribute('aria-busy');
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

/** An old client reads every card as version 1.2. It shows the elements that it knows, and fallbacks for others. */
const forVersion = (card, oldClient) => (oldClient ? { ...card, version: '1.2' } : card);

/** The renderer sets aria-expanded on the opened part. Only a button may have it, so this moves it there. */
function tidyExpanded(drawn) {
  for (const part of drawn.querySelectorAll('[aria-expanded]:not(button)')) {
    const open = part.getAttribute('aria-expanded');
    part.removeAttribute('aria-expanded');
    const opener =
      part.id && drawn.querySelector(`button[aria-controls~="${CSS.escape(part.id)}"]`);
    if (opener) opener.setAttribute('aria-expanded', open);
  }
}

/** Draws the card with Microsoft's renderer, in Teams' colours. */
export function drawCard(view, message) {
  // The bot writes no Markdown, and text from people must not become Markdown.
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = () => undefined;
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(view.hostConfig);
  card.onExecuteAction = (action) => press(view, message, action);
  const { v1_2, v1_5 } = AdaptiveCards.Versions;
  const context = new AdaptiveCards.SerializationContext(view.oldClient ? v1_2 : v1_5);
  card.parse(forVersion(message.card, view.oldClient), context);
  const drawn = card.render();
  if (!drawn) return node('p', {}, view.words.cannotShow);
  for (const action of card.getAllActions()) {
    const verb = action.verb ?? action.data?.verb;
    if (verb && action.renderedElement) action.renderedElement.dataset.verb = verb;
  }
  tidyExpanded(drawn);
  const observer = new MutationObserver(() => tidyExpanded(drawn));
  observer.observe(drawn, { subtree: true, attributeFilter: ['aria-expanded'] });
  return drawn;
}
