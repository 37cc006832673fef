/* global AdaptiveCards */
import { node } from './ask.js';

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

/** Teams shows a mention's name in place of `<at>…</at>` where the card says who is meant. */
function showMentions(drawn, entities) {
  for (const { type, text, mentioned } of entities ?? []) {
    if (type !== 'mention') continue;
    const walker = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const found = walker.currentNode;
      const at = found.data.indexOf(text);
      if (at === -1) continue;
      const marked = found.splitText(at);
      marked.splitText(text.length);
      marked.replaceWith(node('span', { class: 'mention' }, mentioned.name));
      break;
    }
  }
}

/** Draws a card with Microsoft's renderer, in Teams' colours. `pressed` hears of its buttons. */
export function drawContent(view, content, pressed) {
  // The bot writes no Markdown, and text from people must not become Markdown.
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = () => undefined;
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(view.hostConfig);
  card.onExecuteAction = pressed;
  const { v1_2, v1_5 } = AdaptiveCards.Versions;
  const context = new AdaptiveCards.SerializationContext(view.oldClient ? v1_2 : v1_5);
  card.parse(forVersion(content, view.oldClient), context);
  const drawn = card.render();
  if (!drawn) return node('p', {}, view.words.cannotShow);
  for (const action of card.getAllActions()) {
    const verb = action.verb ?? action.data?.verb;
    if (verb && action.renderedElement) action.renderedElement.dataset.verb = verb;
  }
  showMentions(drawn, content.msteams?.entities);
  tidyExpanded(drawn);
  const observer = new MutationObserver(() => tidyExpanded(drawn));
  observer.observe(drawn, { subtree: true, attributeFilter: ['aria-expanded'] });
  return drawn;
}
