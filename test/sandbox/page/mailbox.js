import { announce, clockTime, get, node } from './ask.js';
import { words } from './frame-words.js';
import { mailReader } from './mail-reader.js';
import { redeemMany } from './redeem-many.js';

const say = words.mail;

const id = 'mailbox';
/** The page shows at most this many mails, the newest ones. */
const most = 200;

/** The partners' mailbox in the practice tenant. A person opens a mail and follows its link to the sign-in. */
export function mailbox({ tenantUrl, timeZone }) {
  const state = { whose: '', newest: undefined, drawn: '' };
  let mails = [];
  const { section, whose, inbox, empty, list } = mailShell();
  const reader = mailReader({ tenantUrl, closed: backToList });
  const many = redeemMany(tenantUrl);
  section.append(inbox, many.element, reader.element);
  whose.addEventListener('change', () => {
    state.whose = whose.value;
    reader.close();
    draw();
  });

  function open(mail) {
    inbox.hidden = true;
    many.element.hidden = true;
    reader.open(mail);
  }

  function backToList(ticket) {
    inbox.hidden = false;
    many.element.hidden = false;
    focusOn(ticket);
  }

  function focusOn(ticket) {
    list.querySelector(`[data-ticket="${CSS.escape(ticket)}"]`)?.focus();
  }

  function draw() {
    const partners = [...new Set(mails.map(({ to }) => to))].sort();
    const key = JSON.stringify([partners, mails.at(-1)?.ticket, state.whose]);
    if (key === state.drawn) return;
    state.drawn = key;
    whose.replaceChildren(
      node('option', { value: '' }, mails.length < most ? say.all(mails.length) : say.newest(most)),
      ...partners.map((to) => node('option', { value: to, selected: to === state.whose }, to)),
    );
    const shown = mails.filter(({ to }) => state.whose === '' || to === state.whose).toReversed();
    empty.hidden = shown.length > 0;
    const { ticket } = list.contains(document.activeElement) ? document.activeElement.dataset : {};
    list.replaceChildren(...shown.map((mail) => drawMail(mail, { open, timeZone })));
    if (ticket) focusOn(ticket);
  }

  return {
    section,
    tabName: () => say.tab,
    tabTitle: () => say.tabTitle,
    shown: () => undefined,
    open: async () => {},
    place: () => 'mail',
    /** Shows the present mails. Resolves with true when there is new mail. */
    async show({ counts }) {
      many.show(counts);
      mails = await get(`${tenantUrl}/sandbox/mails?last=${most}`);
      const newest = mails.at(-1)?.ticket ?? '';
      const news = state.newest !== undefined && newest !== state.newest;
      state.newest = newest;
      if (news) announce(say.arrived(mails.at(-1)));
      draw();
      return news;
    },
  };
}

function mailShell() {
  const whose = node('select', { 'aria-label': say.whose, class: 'who-select' });
  const list = node('ul', { class: 'mails' });
  const empty = node('div', { class: 'empty' }, node('p', {}, say.none));
  const inbox = node(
    'div',
    { class: 'log', tabindex: '0', role: 'region', 'aria-label': say.list },
    empty,
    list,
  );
  const head = node(
    'div',
    { class: 'head' },
    node(
      'div',
      { class: 'whose' },
      node('span', { class: 'avatar of-mail', 'aria-hidden': 'true' }, '@'),
      node('div', { class: 'whose-name' }, whose, node('span', { class: 'role' }, say.outside)),
    ),
    node('h2', { id: `${id}-title`, class: 'mail-title' }, say.title),
  );
  const section = node('section', { id, class: 'column', 'aria-labelledby': `${id}-title` }, head);
  return { section, whose, inbox, empty, list };
}

function drawMail(mail, { open, timeZone }) {
  const attributes = {
    type: 'button',
    class: 'mail',
    'data-ticket': mail.ticket,
    'data-to': mail.to,
    onclick: () => open(mail),
  };
  const time = clockTime(mail.at, { locale: [], timeZone });
  return node(
    'li',
    {},
    node(
      'button',
      attributes,
      node('span', { class: 'mail-to' }, mail.to),
      node('time', { datetime: mail.at }, time),
      node('span', { class: 'mail-subject', lang: mail.language.slice(0, 2) }, mail.subject),
    ),
  );
}
