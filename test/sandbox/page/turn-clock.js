import { announce, get, node, send } from './ask.js';
import { words } from './frame-words.js';

const say = words.knobs;
const dayMs = 24 * 3600_000;

/** What the buttons turn the clock by, in days. */
const spans = [
  { id: 'day-later', days: 1 },
  { id: 'weeks-later', days: 14 },
  { id: 'month-later', days: 30 },
];

/** Tests also turn it by less than a day. */
const inWords = (ms) =>
  ms < dayMs ? say.minutes(Math.round(ms / 60_000)) : say.days(Math.floor(ms / dayMs));

async function turn(days) {
  const { clockOffsetMs } = await get('/sandbox/knobs');
  const ahead = clockOffsetMs + days * dayMs;
  const answer = await send('PATCH', '/sandbox/knobs', { clockOffsetMs: ahead });
  announce(answer.error ?? say.ahead(inWords(answer.clockOffsetMs)));
}

/** Turns everybody's clock on: drafts lapse and approvals run out without a wait. */
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
    /** What the clock adds to the name of the panel's button. */
    show(ms) {
      shown.textContent = ms > 0 ? say.ahead(inWords(ms)) : say.right;
      return ms > 0 ? [`+${inWords(ms)}`] : [];
    },
  };
}
