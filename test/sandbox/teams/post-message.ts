import { refusals } from './connector-answers.ts';
import type { Answer } from './http.ts';
import { conversationIdOf, type Place } from './ids.ts';
import { isObject, listAt, textAt } from './json.ts';
import { type Activity, findMessage, type Message, type World } from './world.ts';

/** Teams counts the bytes in UTF-16. */
const mostBytes = 100 * 1024;

export const consentType = 'application/vnd.microsoft.teams.card.file.consent';
export const fileInfoType = 'application/vnd.microsoft.teams.card.file.info';
export const cardType = 'application/vnd.microsoft.card.adaptive';

export function readActivity(body: unknown): Activity | undefined {
  const type = textAt(body, 'type');
  return isObject(body) && type !== undefined ? { ...body, type } : undefined;
}

export const tooLarge = (activity: Activity) =>
  Buffer.byteLength(JSON.stringify(activity), 'utf16le') > mostBytes;

const hasText = (activity: Activity) => (textAt(activity, 'text') ?? '') !== '';
const hasCards = (activity: Activity) => listAt(activity, 'attachments').length > 0;

/** Stores the bot's message. Text beside a card becomes two messages, and Teams then returns no id. */
export function postMessage(
  world: World,
  target: { place: Place; thread?: string },
  activity: Activity,
): Answer & { id?: string } {
  if (activity.type === 'typing') return { status: 202, body: {} };
  if (activity.type !== 'message')
    return refusals.badSyntax(`An activity of type ${activity.type} cannot be sent to Teams`);
  if (!hasText(activity) && !hasCards(activity))
    return refusals.badSyntax('Activity must have text or attachments');
  noteFaults(world, target.place, activity);
  if (hasText(activity) && hasCards(activity)) {
    world.fault('text beside a card: split in two, and the message can never be updated');
    const { attachments, ...text } = activity;
    store(world, target, text);
    const { text: _, ...cards } = activity;
    store(world, target, { ...cards, attachments });
    return { status: 201, body: {} };
  }
  const { id } = store(world, target, activity);
  return { status: 201, body: { id }, id };
}

function noteFaults(world: World, place: Place, activity: Activity): void {
  for (const attachment of listAt(activity, 'attachments')) {
    const type = textAt(attachment, 'contentType');
    if (type === consentType && place.kind !== 'personal')
      world.fault('a file consent card works in personal chats only', attachment);
    if (type === cardType && (textAt(activity, 'summary') ?? '') === '')
      world.fault('a card without summary: the notification says nothing', attachment);
  }
}

function store(
  world: World,
  target: { place: Place; thread?: string },
  activity: Activity,
): Message {
  const id = world.nextMessageId();
  const root = target.place.kind === 'channel' ? (target.thread ?? id) : undefined;
  const message: Message = {
    id,
    place: target.place,
    ...(root ? { thread: root } : {}),
    from: 'bot',
    at: world.now(),
    activity,
    edited: false,
    views: new Map(),
    refreshedAt: new Map(),
  };
  world.messages.push(message);
  world.changed();
  return message;
}

/** Shows everybody the edited message, and deletes the views of single people. */
export function updateMessage(world: World, messageId: string, activity: Activity): Answer {
  const message = findMessage(world, messageId);
  if (message?.from !== 'bot') return refusals.noActivity();
  noteFaults(world, message.place, activity);
  message.activity = activity;
  message.edited = true;
  message.views.clear();
  world.changed();
  return { status: 200, body: { id: messageId } };
}

export function deleteMessage(world: World, messageId: string): Answer {
  const at = world.messages.findIndex((m) => m.id === messageId && m.from === 'bot');
  if (at < 0) return refusals.noActivity();
  world.messages.splice(at, 1);
  world.changed();
  return { status: 200 };
}

export const inSamePlace = (message: Message, conversationId: string) =>
  conversationIdOf(message.place) === conversationId.split(';messageid=')[0];
