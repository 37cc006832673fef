import { node } from './ask.js';

/** One mail and where its link leads, in a frame of the practice tenant's. `closed` is told which mail it was. */
export function mailReader({ tenantUrl, closed }) {
  let ticket;
  const frame = node('iframe', { title: 'The mail, and where its link leads' });
  const back = node('button', { type: 'button', class: 'quiet', onclick: close }, 'All mails');
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
