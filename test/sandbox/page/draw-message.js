import { node, post, toast } from './talk.js';

async function press(view, message, action) {
  if (action instanceof AdaptiveCards.OpenUrlAction) {
    open(action.url, '_blank', 'noopener');
    return;
  }
  const type = action.getJsonTypeName();
  const { verb, title, data } = action;
  const sent = { type, verb, title, data };
  const { shown, text } = await post('action', {
    as: view.as,
    messageId: message.id,
    action: sent,
  });
  if (shown === 'message') toast(text, 'said');
  if (shown === 'error') toast(text ?? 'Something went wrong. Please try again.', 'error');
}

function drawCard(view, message) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(view.hostConfig);
  card.onExecuteAction = (action) => press(view, message, action);
  const version = view.oldClient ? AdaptiveCards.Versions.v1_2 : AdaptiveCards.Versions.v1_5;
  card.parse(message.card, new AdaptiveCards.SerializationContext(version));
  return card.render() ?? node('p', {}, 'This card cannot be shown.');
}

function drawConsent(view, message) {
  const { name, sizeInBytes, description } = message.consent;
  const answer = (choice) => () => post('consent', { as: view.as, messageId: message.id, choice });
  return node(
    'div',
    {},
    node('p', { class: 'words' }, `${description}\n${name}, ${sizeInBytes} bytes`),
    node(
      'div',
      { class: 'row' },
      node('button', { type: 'button', class: 'primary', onclick: answer('accept') }, 'Allow'),
      node('button', { type: 'button', onclick: answer('decline') }, 'Decline'),
    ),
  );
}

/** One message as one person sees it: `view` says who, in which colours, and with how old a client. */
export function drawMessage(view, message) {
  const { text, card, consent, file } = message;
  const time = new Date(message.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const bubble = node('div', { class: 'bubble' });
  if (text) bubble.append(node('p', { class: 'words' }, text));
  if (file) bubble.append(node('a', { href: file.url, download: file.name }, file.name));
  if (consent) bubble.append(drawConsent(view, message));
  if (card) bubble.append(drawCard(view, message));
  if (card?.refresh) {
    const again = () => post('refresh', { as: view.as, messageId: message.id });
    bubble.append(node('button', { type: 'button', onclick: again }, 'Refresh'));
  }
  const edited = message.edited ? ', edited' : '';
  const item = node(
    'li',
    {},
    node('p', { class: 'meta' }, `${message.name}, ${time}${edited}`),
    bubble,
  );
  if (message.from === view.as) item.classList.add('own');
  if (message.thread && message.thread !== message.id) item.classList.add('reply');
  return item;
}
