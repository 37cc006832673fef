import { node } from './ask.js';
import { avatar } from './draw-message.js';
import { languages } from './words.js';

/** Draws the controls above a column: its person, their language and their chats. */
export function drawHead({ column, company, as, room, words, choose, speak }) {
  const person = company.people.find(({ key }) => key === as);
  const who = node('select', {
    'aria-label': words.person,
    class: 'who-select',
    'data-part': 'person',
    onchange: (event) => choose({ as: event.target.value }),
  });
  for (const { key, name } of company.people)
    who.append(node('option', { value: key, selected: key === as }, name));
  const language = node('select', {
    'aria-label': words.language,
    class: 'language-select',
    'data-part': 'language',
    onchange: (event) => speak(event.target.value),
  });
  for (const { locale, short, name } of languages)
    language.append(
      node(
        'option',
        { value: locale, selected: locale === person.locale, 'aria-label': name },
        short,
      ),
    );
  return [
    node(
      'div',
      { class: 'whose' },
      avatar(as, person.name),
      node(
        'div',
        { class: 'whose-name' },
        who,
        node('span', { class: 'role' }, words.roles[as] ?? ''),
      ),
      language,
    ),
    node(
      'h2',
      { class: 'unseen', id: `${column}-title` },
      `${person.name}: ${roomName({ company, room, words })}`,
    ),
    drawRooms({ company, as, room, words, choose }),
  ];
}

export const roomName = ({ company, room, words }) =>
  company.channels.find(({ key }) => key === room)?.name ?? words.chat;

function drawRooms({ company, as, room, words, choose }) {
  const mine = company.people.find(({ key }) => key === as).channels;
  const rooms = [
    { key: 'personal', name: words.chat },
    ...company.channels.filter(({ key }) => mine.includes(key)),
  ];
  return node(
    'div',
    { class: 'rooms', role: 'group', 'aria-label': words.rooms },
    ...rooms.map(({ key, name }) =>
      node(
        'button',
        {
          type: 'button',
          'data-room': key,
          'aria-pressed': String(room === key),
          onclick: () => choose({ room: key }),
        },
        name,
      ),
    ),
  );
}
