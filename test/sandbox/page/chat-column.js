import { get, node, post } from './ask.js';
import { drawHead, roomName } from './chat-head.js';
import { composer } from './composer.js';
import { messageList } from './message-list.js';
import { wordsFor } from './words.js';

/** One person's view of one chat. `start` says who and where; `changed` is told when that is another. */
export function chatColumn({ id, start, changed }) {
  const state = { as: start.as, room: start.room, drawn: '' };
  let company;
  const list = node('ol', { class: 'messages' });
  const empty = node('div', { class: 'empty', hidden: true });
  const log = node('div', { class: 'log', tabindex: '0', role: 'region' }, empty, list);
  const trouble = node('p', { class: 'trouble', role: 'alert', hidden: true });
  const head = node('div', { class: 'head' });
  const drop = node('div', { class: 'drop', 'aria-hidden': 'true' });
  const section = node('section', { id, class: 'column', 'aria-labelledby': `${id}-title` });
  const messages = messageList(list, log);
  const person = () => company.people.find(({ key }) => key === state.as);
  const who = () => ({ as: state.as, room: state.room, words: wordsFor(person().locale) });
  const failed = (words) => {
    trouble.textContent = words ?? '';
    trouble.hidden = !words;
  };
  const compose = composer({ column: id, who, failed });
  section.append(head, log, trouble, compose.form, drop);
  takeDrops(section, compose);

  async function choose({ as = state.as, room = state.room }) {
    state.as = as;
    const mine = ['personal', ...company.people.find(({ key }) => key === as).channels];
    state.room = mine.includes(room) ? room : 'personal';
    failed(undefined);
    changed();
    const error = (await post('open', { as: state.as, in: state.room })).error;
    if (error) failed(error);
  }

  const speak = (locale) => post('locale', { as: state.as, locale });

  /** The parts around the messages are drawn again only when they say something else. */
  function frame(settings) {
    const { words } = who();
    const { locale } = person();
    const key = JSON.stringify([state.as, state.room, settings.theme, settings.oldClient, company]);
    if (key === state.drawn) return words;
    state.drawn = key;
    const focused = head.contains(document.activeElement) && document.activeElement.dataset;
    section.lang = locale;
    head.replaceChildren(
      ...drawHead({ column: id, company, as: state.as, room: state.room, words, choose, speak }),
    );
    if (focused) focusAgain(head, focused);
    log.setAttribute('aria-label', words.messages);
    drop.textContent = words.drop;
    compose.draw(company.samples);
    messages.clear();
    return words;
  }

  function drawEmpty(words, count) {
    empty.hidden = count > 0;
    const channel = company.channels.find(({ key }) => key === state.room);
    const install = () => post('install', { as: state.as, team: channel.key });
    if (channel && !channel.installed)
      empty.replaceChildren(
        node('p', {}, words.notInstalled),
        node('button', { type: 'button', class: 'primary', onclick: install }, words.add),
      );
    else empty.replaceChildren(node('p', {}, channel ? words.emptyChannel : words.emptyChat));
  }

  return {
    section,
    tabName: () =>
      state.room === 'personal'
        ? person().name.split(' ')[0]
        : `# ${roomName({ company, room: state.room, words: who().words }).split(' ')[0]}`,
    tabTitle: () =>
      `${person().name}: ${roomName({ company, room: state.room, words: who().words })}`,
    place: () => `${state.as}/${state.room}`,
    /** As when the person comes to this chat: cards refresh. */
    open: () => choose({}),
    /** Shows what is there now; says whether the bot said something new. */
    async show(settings) {
      company = settings.company;
      const asked = `${state.as}/${state.room}`;
      const query = new URLSearchParams({ as: state.as, in: state.room });
      const seen = await get(`/sandbox/messages?${query}`);
      if (asked !== `${state.as}/${state.room}`) return false;
      const words = frame(settings);
      drawEmpty(words, seen.length);
      const { as } = state;
      const { name, locale } = person();
      const { hostConfig, oldClient } = settings;
      return messages.show({ column: id, as, name, locale, words, hostConfig, oldClient }, seen);
    },
  };
}

function focusAgain(head, { part, room }) {
  const selector = part ? `[data-part="${part}"]` : `[data-room="${room}"]`;
  head.querySelector(selector)?.focus();
}

function takeDrops(section, compose) {
  section.addEventListener('dragover', (event) => {
    event.preventDefault();
    section.classList.add('dropping');
  });
  section.addEventListener('dragleave', (event) => {
    if (!section.contains(event.relatedTarget)) section.classList.remove('dropping');
  });
  section.addEventListener('drop', (event) => {
    event.preventDefault();
    section.classList.remove('dropping');
    const sample = event.dataTransfer.getData('text/sample');
    if (sample) void compose.sendSample(sample);
    else void compose.sendFiles([...event.dataTransfer.files]);
  });
}
