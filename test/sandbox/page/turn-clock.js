import { announce, get, node, send } from './ask.js';
import { words } from './frame-words.js';

const say = words.knobs;
const dayMs = 24 * 3600_000;

/** The buttons, each with the number of days that it adds. */
const spans = [
  { id: 'day-later', days: 1 },
  { id: 'weeks-later', days: 14 },
  { id: 'month-later', days: 30 },
];

/** The clock's offset in words. Tests also turn the clock by minutes. */
const inWords = (ms) =>
  ms < dayMs ? say.minutes(Math.round(ms / 60_000)) : say.days(Math.floor(ms / dayMs));

async function turn(days) {
  const { clockOffsetMs } = await get('/sandbox/knobs');
  const ahead = clockOffsetMs + days * dayMs;
  const answer = await send('PATCH', '/sandbox/knobs', { clockOffsetMs: ahead });
  announce(answer.error ?? say.ahead(inWords(answer.clockOffsetMs)));
}

/** Moves all clocks of the company forward, so that drafts lapse and approvals run out at once. */
export function turnClock() {
  const shown = node('span');
  const buttons = spans.map(({ id, days }) =>
    node(
      'button',
      { type: 'button', id, 'aria-describedby': 'about-clock', onclick: () => turn(days) },
      say.later[id],
    ),
  );
  const row = node(
    'div',
    {},
    node('p', { class: 'row' }, ...buttons, shown),
    node('p', { id: 'about-clock', class: 'about' }, say.laterAbout),
  );
  return {
    row,
    /** Shows the offset. Returns the words that it adds to the name of the panel's button. */
    show(ms) {
      shown.textContent = ms > 0 ? say.ahead(inWords(ms)) : say.right;
      return ms > 0 ? [`+${inWords(ms)}`] : [];
    },
  };
}
