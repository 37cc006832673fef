import { announce, send } from './ask.js';
import { buttonRow } from './button-row.js';
import { words } from './frame-words.js';

/** Drops the bot's subscription without a notification, as Graph sometimes does. */
export function subscriptionRow(tenantUrl) {
  const say = words.knobs;
  const drop = async () => {
    const { error } = await send('POST', `${tenantUrl}/sandbox/drop-subscriptions`, {});
    announce(error ?? say.isGone);
  };
  const { row, shown } = buttonRow({
    id: 'drop-subscription',
    aboutId: 'about-drop',
    label: say.drop,
    about: say.dropAbout,
    onclick: drop,
  });
  return {
    row,
    show({ subscriptions }) {
      shown.textContent = subscriptions > 0 ? say.isThere : say.isGone;
    },
  };
}
