import { clockTime, node, post } from './ask.js';
import { askCard, drawCard, noticeOf } from './draw-card.js';

const initials = (name) =>
  name
    .split(' ')
    .map((part) => part[0])
    .join('')
    .slice(0, 2);

/** A round avatar for a person. The bot's is square, as Teams draws apps. */
export const avatar = (key, name) =>
  node('span', { class: `avatar of-${key}`, 'aria-hidden': 'true' }, initials(name));

const size = (bytes, locale) =>
  bytes < 1024
    ? `${bytes} B`
    : `${(bytes / 1024).toLocaleString(locale, { maximumFractionDigits: 1 })} KB`;

function drawFile({ name, url }) {
  return node(
    'a',
    { class: 'file', href: url, download: name },
    node('span', { class: 'file-sign', 'aria-hidden': 'true' }, 'CSV'),
    node('span', {}, name),
  );
}

function drawConsent(view, message) {
  const { name, sizeInBytes, description } = message.consent;
  const { words, as, column } = view;
  const item = () =>
    document.querySelector(`#${column} [data-message="${CSS.escape(message.id)}"]`);
  const answer = (choice) => () =>
    askCard(view, { messageId: message.id, item }, () =>
      post('consent', { as, messageId: message.id, choice }),
    );
  return node(
    'div',
    { class: 'consent' },
    node('p', { class: 'words' }, description),
    node(
      'p',
      { class: 'file' },
      node('span', { class: 'file-sign', 'aria-hidden': 'true' }, 'CSV'),
      node('span', {}, `${name} (${size(sizeInBytes, view.locale)})`),
    ),
    node(
      'div',
      { class: 'row' },
      node(
        'button',
        { type: 'button', class: 'primary', 'data-choice': 'accept', onclick: answer('accept') },
        words.allow,
      ),
      node(
        'button',
        { type: 'button', 'data-choice': 'decline', onclick: answer('decline') },
        words.decline,
      ),
    ),
  );
}

function drawRefresh(view, message) {
  const item = () =>
    document.querySelector(`#${view.column} [data-message="${CSS.escape(message.id)}"]`);
  const again = () =>
    askCard(view, { messageId: message.id, item }, () =>
      post('refresh', { as: view.as, messageId: message.id }),
    );
  return node(
    'button',
    { type: 'button', class: 'quiet refresh', onclick: again },
    view.words.refresh,
  );
}

function drawMeta(view, message) {
  const { words } = view;
  return node(
    'p',
    { class: 'meta' },
    node('span', { class: 'who' }, message.name),
    ' ',
    node('time', { datetime: message.at }, clockTime(message.at, view)),
    message.edited && ` (${words.edited})`,
    message.alert && node('span', { class: 'alert' }, words.alert),
  );
}

/** Draws one person's view of a message. `view` names the person, the colours and the age of the client. */
export function drawMessage(view, message) {
  const { text, card, consent, file } = message;
  const bubble = node('div', { class: 'bubble' });
  if (text) bubble.append(node('p', { class: 'words' }, text));
  if (file) bubble.append(drawFile(file));
  if (consent) bubble.append(drawConsent(view, message));
  if (card) bubble.append(drawCard(view, message));
  const item = node(
    'li',
    { 'data-message': message.id, tabindex: '-1' },
    avatar(message.from, message.name),
    node(
      'div',
      { class: 'said' },
      drawMeta(view, message),
      bubble,
      noticeOf(view, message.id),
      card?.refresh && drawRefresh(view, message),
    ),
  );
  item.classList.add(message.from === view.as ? 'own' : 'other');
  if (card || consent) item.classList.add('with-card');
  if (message.thread && message.thread !== message.id) item.classList.add('reply');
  return item;
}
