import type { Card } from '../cards/render-card.ts';
import type { Message } from './connector.ts';

/** A card as a message: no text beside it, or Teams would split the two and give no id to update. */
export function cardMessage(card: Card, alert = false): Message {
  return {
    type: 'message',
    summary: card.summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card.card }],
    ...(alert ? { channelData: { notification: { alert: true } } } : {}),
  };
}
