/* global AdaptiveCards */
import { node, post } from './ask.js';

/** Keeps the answer to a click beside the card until the next click: the card may be redrawn meanwhile. */
const notices = new Map();

/** What Teams shows under the card: the answer's message, or that it went wrong. */
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

/** Asks the bot in this person's name and shows what comes back; meanwhile nothing on the card can be pressed. */
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

/** Searches this card only: cards of one kind have parts of the same names. */
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
  // What opens and closes parts of the card stays in the client, which brings an opened part into sight.
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

/** A client of Teams on a phone takes every card for 1.2: it shows what it knows and the fallback of the rest. */
const forVersion = (card, oldClient) => (oldClient ? { ...card, version: '1.2' } : card);

/** The renderer marks the part that opens as open. Only its button may say that, so this moves the mark. */
function tidyExpanded(drawn) {
  for (const part of drawn.querySelectorAll('[aria-expanded]:not(button)')) {
    const open = part.getAttribute('aria-expanded');
    part.removeAttribute('aria-expanded');
    const opener =
      part.id && drawn.querySelector(`button[aria-controls~="${CSS.escape(part.id)}"]`);
    if (opener) opener.setAttribute('aria-expanded', open);
  }
}

/** The card as Microsoft's renderer draws it with Teams' colours. */
export function drawCard(view, message) {
  // The bot's words have no Markdown in them; what people typed must not become any.
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
