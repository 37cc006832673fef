import { node, post } from './ask.js';

/** The empty parts of a column: its head, the messages, a line for faults, the compose box and the drop area. */
export function chatShell(id) {
  const list = node('ol', { class: 'messages' });
  const empty = node('div', { class: 'empty', hidden: true });
  const log = node('div', { class: 'log', tabindex: '0', role: 'region' }, empty, list);
  const note = node('p', { class: 'note', role: 'status', hidden: true });
  const head = node('div', { class: 'head' });
  const drop = node('div', { class: 'drop', 'aria-hidden': 'true' });
  const section = node('section', { id, class: 'column', 'aria-labelledby': `${id}-title` });
  return {
    section,
    list,
    log,
    drop,
    empty,
    fill(form) {
      section.append(head, log, note, form, drop);
    },
    /** Shows a line about a fault or a fact. Without words it hides the line. */
    note(words) {
      note.textContent = words ?? '';
      note.hidden = !words;
    },
    /** Redraws the head. The keyboard stays on the same control. */
    drawHead(parts) {
      const { part, room } = head.contains(document.activeElement)
        ? document.activeElement.dataset
        : {};
      head.replaceChildren(...parts);
      if (part) head.querySelector(`[data-part="${part}"]`)?.focus();
      if (room) head.querySelector(`[data-room="${room}"]`)?.focus();
    },
  };
}

/** Tells the person in an empty chat how to begin. */
export function drawEmpty(empty, { as, channel, words }) {
  const key = `${as} ${channel?.key} ${channel?.installed} ${words.add}`;
  if (empty.dataset.shown === key) return;
  empty.dataset.shown = key;
  const install = () => post('install', { as, team: channel.team });
  if (channel && !channel.installed)
    empty.replaceChildren(
      node('p', {}, words.notInstalled),
      node('button', { type: 'button', class: 'primary', onclick: install }, words.add),
    );
  else empty.replaceChildren(node('p', {}, channel ? words.emptyChannel : words.emptyChat));
}

/** Sends files and samples that somebody drops anywhere on the column. */
export function takeDrops(section, compose) {
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
