/* global AdaptiveCards */
import { node, post } from './ask.js';
import { drawContent } from './draw-content.js';

/**
 * Shows what the bot answered to the opening of a dialog, and goes on from there. `origin`: the message with the button,
 * or the command of the extension.
 */
export function showDialog(view, origin, answer) {
  const { words, as, room } = view;
  const title = node('h2', { id: 'dialog-title' });
  const body = node('div', { class: 'dialog-body' });
  const note = node('p', { class: 'notice', role: 'alert', hidden: true });
  const close = node(
    'button',
    { type: 'button', class: 'quiet', onclick: () => box.close() },
    words.close,
  );
  const box = node(
    'dialog',
    { class: 'dialog', lang: view.locale, 'aria-labelledby': 'dialog-title' },
    node('div', { class: 'row dialog-head' }, title, close),
    body,
    note,
  );
  const fail = (text) => {
    note.textContent = text ?? '';
    note.hidden = !text;
  };
  const send = async (action) => {
    if (!(action instanceof AdaptiveCards.SubmitActionBase) || body.ariaBusy === 'true') return;
    body.ariaBusy = 'true';
    fail();
    const next = await post('dialog', { as, in: room, ...origin, data: action.data });
    body.ariaBusy = 'false';
    show(next);
  };
  const show = ({ shown, title: heading, text, card, error }) => {
    if (shown === 'closed') return box.close();
    if (shown === 'dialog') {
      title.textContent = heading;
      body.replaceChildren(drawContent(view, card, send));
      body.scrollTop = 0;
      body.querySelector('input, select, textarea')?.focus();
    } else if (shown === 'message') {
      title.textContent = words.chat;
      body.replaceChildren(node('p', { class: 'words', role: 'status' }, text));
      close.focus();
    } else fail(error ?? text ?? words.wrong);
  };
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
  show(answer);
}

/** Chooses the message extension in a chat. */
export async function openExtension(view) {
  const origin = { commandId: 'invite' };
  showDialog(view, origin, await post('dialog', { as: view.as, in: view.room, ...origin }));
}
