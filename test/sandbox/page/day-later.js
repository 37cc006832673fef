import { announce, get, send } from './ask.js';
import { buttonRow } from './button-row.js';
import { words } from './frame-words.js';

const say = words.knobs;
const dayMs = 24 * 3600_000;

/** Tests also turn it by less than a day. */
const inWords = (ms) =>
  ms < dayMs ? say.minutes(Math.round(ms / 60_000)) : say.days(Math.floor(ms / dayMs));

async function turn() {
  const { clockOffsetMs } = await get('/sandbox/knobs');
  const answer = await send('PATCH', '/sandbox/knobs', { clockOffsetMs: clockOffsetMs + dayMs });
  announce(answer.error ?? say.ahead(inWords(answer.clockOffsetMs)));
}

/** The clock of everybody a day on: drafts lapse and approvals run out without waiting for them. */
export function dayLater() {
  const { row, shown } = buttonRow({
    id: 'day-later',
    aboutId: 'about-clock',
    label: say.later,
    about: say.laterAbout,
    onclick: turn,
  });
  return {
    row,
    /** What the clock adds to the name of the panel's button. */
    show(ms) {
      shown.textContent = ms > 0 ? say.ahead(inWords(ms)) : say.right;
      return ms > 0 ? [`+${inWords(ms)}`] : [];
    },
  };
}
