import { node } from './ask.js';
import { words } from './frame-words.js';

/** One mail and where its link leads, in a frame of the practice tenant's. `closed` hears which mail it was. */
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
