import { node } from './ask.js';

/** One button of the panel, with the present state beside it and a line that explains it. */
export function buttonRow({ id, aboutId, label, about, onclick }) {
  const shown = node('span');
  const button = node(
    'button',
    { type: 'button', id, 'aria-describedby': aboutId, onclick },
    label,
  );
  const row = node(
    'div',
    {},
    node('p', { class: 'row' }, button, shown),
    node('p', { id: aboutId, class: 'about' }, about),
  );
  return { row, shown };
}
