import { announce, get, node } from './ask.js';

const id = 'mailbox';

/** The partners' mailbox, which the practice tenant fills. A mail opens as its reader sees it; its link leads on to the sign-in. */
export function mailbox({ tenantUrl, theme }) {
  const state = { whose: '', open: undefined, known: undefined, drawn: '' };
  const whose = node('select', { 'aria-label': 'Whose mail', class: 'who-select' });
  const list = node('ul', { class: 'mails' });
  const empty = node('p', {}, 'No mail yet. Invitations arrive here.');
  const inbox = node(
    'div',
    { class: 'log', tabindex: '0', role: 'region', 'aria-label': 'Mails' },
    node('div', { class: 'empty' }, empty),
    list,
  );
  const frame = node('iframe', { title: 'The mail, and where its link leads' });
  const back = node(
    'button',
    { type: 'button', class: 'quiet', onclick: () => close() },
    'All mails',
  );
  const reader = node(
    'div',
    { class: 'reader', hidden: true },
    node('div', { class: 'reader-bar' }, back),
    frame,
  );
  const section = node(
    'section',
    { id, class: 'column', 'aria-labelledby': `${id}-title` },
    node(
      'div',
      { class: 'head' },
      node(
        'div',
        { class: 'whose' },
        node('span', { class: 'avatar of-mail', 'aria-hidden': 'true' }, '@'),
        node(
          'div',
          { class: 'whose-name' },
          whose,
          node('span', { class: 'role' }, 'outside the company'),
        ),
      ),
      node('h2', { id: `${id}-title`, class: 'mail-title' }, 'Partners\u2019 mailbox'),
    ),
    inbox,
    reader,
  );
  whose.addEventListener('change', () => {
    state.whose = whose.value;
    close();
    draw();
  });

  let mails = [];

  function open(mail) {
    state.open = mail.ticket;
    frame.src = `${tenantUrl}/mail?${new URLSearchParams({ ticket: mail.ticket })}`;
    frame.style.colorScheme = theme();
    inbox.hidden = true;
    reader.hidden = false;
    back.focus();
  }

  function close() {
    if (state.open === undefined) return;
    const from = state.open;
    state.open = undefined;
    frame.removeAttribute('src');
    inbox.hidden = false;
    reader.hidden = true;
    inbox.querySelector(`[data-ticket="${CSS.escape(from)}"]`)?.focus();
  }

  function draw() {
    const people = [...new Set(mails.map(({ to }) => to))].sort();
    const key = JSON.stringify([people, mails.length, state.whose]);
    if (key === state.drawn) return;
    state.drawn = key;
    whose.replaceChildren(
      node('option', { value: '' }, `All partners (${mails.length})`),
      ...people.map((to) => node('option', { value: to, selected: to === state.whose }, to)),
    );
    const shown = mails.filter(({ to }) => state.whose === '' || to === state.whose).toReversed();
    inbox.querySelector('.empty').hidden = shown.length > 0;
    const focused = list.contains(document.activeElement) && document.activeElement.dataset.ticket;
    list.replaceChildren(...shown.slice(0, 200).map((mail) => drawMail(mail, open)));
    if (focused) list.querySelector(`[data-ticket="${CSS.escape(focused)}"]`)?.focus();
  }

  return {
    section,
    tabName: () => 'Mail',
    tabTitle: () => 'Partners\u2019 mailbox',
    open: async () => {},
    place: () => 'mail',
    /** Shows what is there now; says whether there is new mail. */
    async show() {
      frame.style.colorScheme = theme();
      mails = await get(`${tenantUrl}/sandbox/mails`);
      const news = state.known !== undefined && mails.length > state.known;
      state.known = mails.length;
      if (news) announce(`Mail for ${mails.at(-1).to}: ${mails.at(-1).subject}`);
      draw();
      return news;
    },
  };
}

function drawMail(mail, open) {
  const at = new Date(mail.at);
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return node(
    'li',
    {},
    node(
      'button',
      {
        type: 'button',
        class: 'mail',
        'data-ticket': mail.ticket,
        'data-to': mail.to,
        onclick: () => open(mail),
      },
      node('span', { class: 'mail-to' }, mail.to),
      node('time', { datetime: mail.at }, time),
      node('span', { class: 'mail-subject', lang: mail.language.slice(0, 2) }, mail.subject),
    ),
  );
}
