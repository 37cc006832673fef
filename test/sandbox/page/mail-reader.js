import { node } from './ask.js';
import { words } from './frame-words.js';

/** Shows a mail, and the pages behind its link, in a frame of the practice tenant. `closed` gets the mail's ticket. */
export function mailReader({ tenantUrl, closed }) {
  let ticket;
  const frame = node('iframe', { title: words.mail.frame });
  const back = node('button', { type: 'button', class: 'quiet', onclick: close }, words.mail.back);
  const bar = node('div', { class: 'reader-bar' }, back);
  const element = node('div', { class: 'reader', hidden: true }, bar, frame);

  function close() {
    if (ticket === undefined) return;
    const was = ticket;
    ticket = undefined;
    frame.removeAttribute('src');
    element.hidden = true;
    closed(was);
  }

  return {
    element,
    close,
    open(mail) {
      ticket = mail.ticket;
      frame.src = `${tenantUrl}/mail?${new URLSearchParams({ ticket })}`;
      element.hidden = false;
      back.focus();
    },
  };
}
