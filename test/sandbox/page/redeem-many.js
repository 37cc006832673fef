import { node, send } from './ask.js';
import { words } from './frame-words.js';

const most = 50;
const withinMs = 2000;

/** Lets many partners accept at once, to show the alerts that a channel then gets. */
export function redeemMany(tenantUrl) {
  const say = words.redeem;
  const button = node('button', {
    type: 'button',
    id: 'redeem-many',
    'aria-describedby': 'about-redeem',
    onclick: redeem,
  });
  const about = node('p', { id: 'about-redeem', class: 'about', role: 'status' });
  const element = node('div', { class: 'compose redeem' }, button, about);
  let waiting = 0;
  let isUnderWay = false;
  let told;

  async function redeem() {
    const count = Math.min(most, waiting);
    // The button is not `disabled`, because it would lose the focus.
    if (count === 0 || isUnderWay) return;
    isUnderWay = true;
    told = undefined;
    draw();
    const answer = await send('POST', `${tenantUrl}/sandbox/redeem-waiting`, { count, withinMs });
    isUnderWay = false;
    told = answer.error ?? say.done(answer.redeemed);
    draw();
  }

  function draw() {
    const count = Math.min(most, waiting);
    button.setAttribute('aria-disabled', String(isUnderWay || count === 0));
    about.textContent = told ?? (count === 0 ? '' : say.about);
    about.hidden = about.textContent === '';
    button.textContent = isUnderWay ? say.under : nameFor(count);
  }

  function nameFor(count) {
    if (count === 0) return say.none;
    return count === 1 ? say.one : say.many(count, waiting);
  }

  draw();
  return {
    element,
    show(counts) {
      waiting = counts.waiting;
      draw();
    },
  };
}
