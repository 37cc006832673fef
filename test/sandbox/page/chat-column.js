import { get, post } from './ask.js';
import { drawHead, roomName } from './chat-head.js';
import { chatShell, drawEmpty, takeDrops } from './chat-shell.js';
import { composer } from './composer.js';
import { messageList } from './message-list.js';
import { wordsFor } from './words.js';

/** One person's view of one chat. `start` names the person and the chat. Calls `changed` when either changes. */
export function chatColumn({ id, start, changed }) {
  const state = { as: start.as, room: start.room, drawn: '' };
  let company;
  const shell = chatShell(id);
  const messages = messageList(shell.list, shell.log);
  const person = () => company.people.find(({ key }) => key === state.as);
  const who = () => ({ as: state.as, room: state.room, words: wordsFor(person().locale) });
  const nameOfRoom = () => roomName({ company, ...who() });
  const place = () => `${state.as}/${state.room}`;
  const compose = composer({ column: id, who, view: () => state.view, failed: shell.note });
  shell.fill(compose.form);
  takeDrops(shell.section, compose);

  async function choose({ as = state.as, room = state.room }) {
    state.as = as;
    state.room = person().channels.includes(room) ? room : 'personal';
    shell.note(undefined);
    changed();
    shell.note((await post('open', { as: state.as, in: state.room })).error);
  }

  async function speak(locale) {
    await post('locale', { as: state.as, locale });
    // As in Teams, the bot learns a person's language only from their messages.
    shell.note(wordsFor(locale).hearsLanguage);
  }

  /** Draws the frame around the messages again only when its words change. */
  function frame({ theme, oldClient }) {
    const { words } = who();
    const { locale } = person();
    const key = [place(), locale, theme, oldClient].join();
    if (key === state.drawn) return;
    state.drawn = key;
    shell.section.lang = locale;
    shell.drawHead(drawHead({ column: id, company, ...who(), choose, speak }));
    shell.log.setAttribute('aria-label', words.messages);
    shell.drop.textContent = words.drop;
    compose.draw(company.samples);
    messages.clear();
  }

  return {
    section: shell.section,
    tabName: () =>
      state.room === 'personal' ? person().name.split(' ')[0] : `# ${nameOfRoom().split(' ')[0]}`,
    tabTitle: () => `${person().name}: ${nameOfRoom()}`,
    place,
    /** Scrolls to the newest message after the column has become visible. */
    shown: messages.settle,
    /** The person opens this chat, so its cards refresh. */
    open: () => choose({}),
    /** Shows the present messages. Resolves with true after a new message from the bot. */
    async show(settings) {
      company = settings.company;
      const asked = place();
      const query = new URLSearchParams({ as: state.as, in: state.room });
      const seen = await get(`/sandbox/messages?${query}`);
      if (asked !== place()) return false;
      frame(settings);
      const channel = company.channels.find(({ key }) => key === state.room);
      shell.empty.hidden = seen.length > 0;
      drawEmpty(shell.empty, { ...who(), channel });
      const { name, locale } = person();
      const { timeZone } = company;
      state.view = { ...settings, ...who(), column: id, name, locale, timeZone };
      return messages.show(state.view, seen);
    },
  };
}
