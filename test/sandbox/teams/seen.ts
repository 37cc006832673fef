import { bot, type PersonKey, people } from '../seed.ts';
import { forOldClient } from './card-actions.ts';
import { downloadUrl } from './files.ts';
import { conversationIdOf, type Place } from './ids.ts';
import { isObject, type Json, listAt, objectAt, textAt } from './json.ts';
import { cardType, consentType, fileInfoType } from './post-message.ts';
import type { Message, World } from './world.ts';

/** One person's present view of a message: after edits, and with their own view of its card. */
export type SeenMessage = {
  id: string;
  conversationId: string;
  thread?: string;
  from: 'bot' | PersonKey;
  name: string;
  at: string;
  edited: boolean;
  /** True when the bot asked Teams for a notification that stands out. */
  alert: boolean;
  text?: string;
  summary?: string;
  card?: Json;
  /** The bot's card for everybody. Set only when `card` is the answer to this person's own click or refresh. */
  sent?: Json;
  consent?: { name: string; sizeInBytes: number; description: string };
  file?: { name: string; url: string };
};

const samePlace = (a: Place, b: Place) => conversationIdOf(a) === conversationIdOf(b);

export const messagesIn = (world: World, place: Place, person: PersonKey): SeenMessage[] =>
  world.messages.filter((m) => samePlace(m.place, place)).map((m) => seenBy(world, person, m));

export function seenBy(world: World, person: PersonKey, message: Message): SeenMessage {
  const { activity, from } = message;
  const text = textAt(activity, 'text');
  const summary = textAt(activity, 'summary');
  const card = cardFor(world, person, message);
  const sent = message.views.has(person) ? cardOf(message) : undefined;
  return {
    id: message.id,
    conversationId: conversationIdOf(message.place, message.thread),
    ...(message.thread ? { thread: message.thread } : {}),
    from,
    name: from === 'bot' ? bot.name : people[from].name,
    at: message.at.toISOString(),
    edited: message.edited,
    alert: objectAt(activity, 'channelData', 'notification')?.alert === true,
    ...(text ? { text } : {}),
    ...(summary ? { summary } : {}),
    ...(card ? { card } : {}),
    ...(sent ? { sent } : {}),
    ...attached(world, activity),
  };
}

const attachmentOf = (activity: unknown, type: string) =>
  listAt(activity, 'attachments').find((a) => textAt(a, 'contentType') === type);

const cardOf = (message: Message) => objectAt(attachmentOf(message.activity, cardType), 'content');

export function cardFor(world: World, person: PersonKey, message: Message): Json | undefined {
  const own = message.views.get(person);
  const card = own ?? cardOf(message);
  return card && world.knobs.oldClient ? forOldClient(card) : card;
}

export const consentOf = (message: Message) => attachmentOf(message.activity, consentType);

function attached(world: World, activity: unknown): Pick<SeenMessage, 'consent' | 'file'> {
  const consent = attachmentOf(activity, consentType);
  if (isObject(consent)) {
    const size = objectAt(consent, 'content')?.sizeInBytes;
    return {
      consent: {
        name: textAt(consent, 'name') ?? '',
        sizeInBytes: typeof size === 'number' ? size : 0,
        description: textAt(consent, 'content', 'description') ?? '',
      },
    };
  }
  const info = listAt(activity, 'attachments').find((a) =>
    world.files.has(textAt(a, 'content', 'uniqueId') ?? ''),
  );
  const stored = world.files.get(textAt(info, 'content', 'uniqueId') ?? '');
  const kinds = [fileInfoType, 'application/vnd.microsoft.teams.file.download.info'];
  if (!stored || !kinds.includes(textAt(info, 'contentType') ?? '')) return {};
  return { file: { name: textAt(info, 'name') ?? stored.name, url: downloadUrl(world, stored) } };
}
