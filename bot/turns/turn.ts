import type { Who } from '../../src/work/rights/read-rights.ts';
import type { Card } from '../cards/render-card.ts';
import type { Reference } from '../sending/conversation-reference.ts';
import type { Language } from '../words/say.ts';
import type { RefusalReason } from './refusals.ts';

/** One activity as handlers see it: who, where, in what language. Nothing of the Bot Framework is in it. */
export type Turn = {
  who: Who;
  scope: 'personal' | 'channel' | 'group';
  /** Without mentions and quoted messages. */
  text: string;
  /** The message that this came with, and whether its author changed it since. */
  message: { id: string; edited: boolean };
  /** A part of the message that is no readable file. */
  beside: 'picture' | 'link' | undefined;
  language: Language;
  /** The locale that the person's client named last (`nl-BE`). */
  locale: string | undefined;
  timeZone: string;
  /** Where answers go: the chat, or the thread in a channel. */
  reference: Reference;
  /** The channel and its team, where the turn is in one. */
  channel: { channelId: string; teamId: string | undefined } | undefined;
  /** Stands in the log, and in what people read after a fault. */
  correlationId: string;
  /** The word or button that this turn is about. Stands in the log where it is refused. */
  asks?: string;
  /** Hears that a right let this person pass. Absent where nobody waits for that. */
  granted?: () => void;
  /** Writes into the log that this person was refused something, and why. */
  noteRefusal(asks: string | undefined, why: RefusalReason): void;
  /** Answers here, also after the turn has ended. */
  say(card: Card): Promise<void>;
  /** Answers with words that hold for a while only. The function that it returns replaces them. */
  sayForNow(card: Card): Promise<(then: Card) => Promise<void>>;
};
