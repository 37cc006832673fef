import { announce, get, node, send } from './ask.js';

const dayMs = 24 * 3600_000;

/** Tests also turn it by less than a day. */
function inWords(ms) {
  if (ms < dayMs) return `${Math.round(ms / 60_000)} min`;
  const days = Math.floor(ms / dayMs);
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}

async function turn() {
  const { clockOffsetMs } = await get('/sandbox/knobs');
  const answer = await send('PATCH', '/sandbox/knobs', { clockOffsetMs: clockOffsetMs + dayMs });
  announce(answer.error ?? `The clock is ${inWords(answer.clockOffsetMs)} ahead`);
}

/** The clock of everybody a day on: drafts lapse and approvals run out without waiting for them. */
export function dayLater() {
  const shown = node('span');
  const about = 'For Teams, the tenant and the bot: drafts lapse, approvals run out.';
  const button = node(
    'button',
    { type: 'button', id: 'day-later', 'aria-describedby': 'about-clock', onclick: turn },
    'A day later',
  );
  return {
    row: node(
      'div',
      {},
      node('p', { class: 'row' }, button, shown),
      node('p', { id: 'about-clock' }, `${about} It goes back with a new start only.`),
    ),
    /** What the clock adds to the name of the panel's button. */
    show(ms) {
      shown.textContent = ms > 0 ? `The clock is ${inWords(ms)} ahead.` : 'The clock is right.';
      return ms > 0 ? [`+${inWords(ms)}`] : [];
    },
  };
}
