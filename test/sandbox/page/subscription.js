import { announce, node, send } from './ask.js';
import { words } from './frame-words.js';

/** Graph forgets that it was to tell the bot of changes, without a word, as it does in earnest. */
export function subscriptionRow(tenantUrl) {
  const say = words.knobs;
  const shown = node('span');
  const drop = async () => {
    const { error } = await send('POST', `${tenantUrl}/sandbox/drop-subscriptions`, {});
    announce(error ?? say.isGone);
  };
  const button = node(
    'button',
    { type: 'button', id: 'drop-subscription', 'aria-describedby': 'about-drop', onclick: drop },
    say.drop,
  );
  return {
    row: node(
      'div',
      {},
      node('p', { class: 'row' }, button, shown),
      node('p', { id: 'about-drop', class: 'about' }, say.dropAbout),
    ),
    show({ subscriptions }) {
      shown.textContent = subscriptions > 0 ? say.isThere : say.isGone;
    },
  };
}
