import { type PersonKey, tenantId } from '../seed.ts';
import { fillInputs, findAction, refreshOf } from './card-actions.ts';
import { compose, messageParts } from './compose.ts';
import { type Delivery, deliver, deliverWell } from './deliver.ts';
import { fileAttachment, storeFile, uploadInfo } from './files.ts';
import { maySee, type Place, placeAt, type Where } from './ids.ts';
import { ensureInstalled } from './install.ts';
import { autoRefresh, type Clicked, sendAction } from './invoke.ts';
import { isObject, type Json, listAt, objectAt, textAt } from './json.ts';
import { remember } from './remember.ts';
import { cardFor, consentOf } from './seen.ts';
import { type Activity, findMessage, type Message, type World } from './world.ts';

export type Said = Delivery & { messageId: string; thread?: string };
export type FileToSend = { name: string; bytes: Uint8Array; text?: string };

/** One person writes to the bot or in a channel. From a channel, the bot gets only messages that mention it. */
export async function say(
  world: World,
  from: { person: PersonKey; where: Where; thread?: string },
  words: { text: string; html?: string; mention?: boolean; files?: readonly Json[] },
): Promise<Said> {
  const place = placeAt(from.person, from.where);
  if (!maySee(from.person, place)) throw new Error(`${from.person} is not in ${from.where}`);
  if (place.kind === 'personal') await ensureInstalled(world, from.person);
  const id = world.nextMessageId();
  const thread = place.kind === 'channel' ? { thread: from.thread ?? id } : {};
  const mention = place.kind === 'channel' && words.mention !== false;
  const parts = messageParts(world, from.person, { ...words, mention });
  const activity = compose(world, { person: from.person, place, ...thread }, { ...parts, id });
  remember(world, { id, place, from: from.person, ...thread }, words);
  return { ...(await hear(world, { place, mention }, activity)), messageId: id, ...thread };
}

/**
 * A person edits their own message. The bot gets the new text with the id of the message, and the files beside it,
 * unless `withoutFiles`: the person took them away, or the client leaves them out.
 */
export async function edit(
  world: World,
  from: { person: PersonKey; messageId: string },
  { text, withoutFiles = false }: { text: string; withoutFiles?: boolean },
): Promise<Delivery> {
  const message = messageFor(world, from.person, from.messageId);
  const files = withoutFiles ? [] : listAt(message.activity, 'attachments').filter(isObject);
  const words = { text, files };
  message.activity = { ...message.activity, text, attachments: files };
  message.edited = true;
  world.changed();
  const { place } = message;
  const parts = {
    ...messageParts(world, from.person, words),
    type: 'messageUpdate',
    id: message.id,
    channelData: { tenant: { id: tenantId }, eventType: 'editMessage' },
  };
  return await hear(
    world,
    { place, mention: false },
    compose(world, { person: from.person, place }, parts),
  );
}

async function hear(
  world: World,
  spoken: { place: Place; mention: boolean },
  activity: Activity,
): Promise<Delivery> {
  const { place, mention } = spoken;
  const heard = place.kind === 'personal' || (mention && world.installedIn.has(place.channel));
  if (!heard) return { status: 0, body: 'not for the bot' };
  return await deliverWell(world, activity, 'a message');
}

/** Files reach the bot only in personal chats. From a channel it gets the words and an empty marker. */
export async function sendFiles(
  world: World,
  from: { person: PersonKey; where: Where },
  sent: { files: readonly FileToSend[]; text: string },
): Promise<Said> {
  const files = sent.files.map((file) => {
    const bytes = Buffer.from(file.bytes);
    const { name } = file;
    const stored = storeFile(world, from.person, { name, bytes, madeBy: 'person' });
    return from.where === 'personal' ? fileAttachment(world, stored) : { id: stored.id };
  });
  return say(world, from, { text: sent.text, files });
}

function messageFor(world: World, person: PersonKey, messageId: string): Message {
  const message = findMessage(world, messageId);
  if (!message) throw new Error(`There is no message ${messageId}`);
  if (!maySee(person, message.place)) throw new Error(`${person} does not see ${messageId}`);
  return message;
}

export type ClickOptions = {
  /** Sends although required inputs are empty. No client does this. */
  evenIfEmpty?: boolean;
};

/** Presses a button, by its verb or title, on this person's view of the card. */
export async function click(
  world: World,
  target: { person: PersonKey; messageId: string; button: string },
  inputs: Readonly<Record<string, string>> = {},
  options: ClickOptions = {},
): Promise<Clicked> {
  const message = messageFor(world, target.person, target.messageId);
  const card = cardFor(world, target.person, message);
  const action = findAction(card, target.button);
  if (!action) throw new Error(`The card ${target.messageId} has no button '${target.button}'`);
  const { values, empty } = fillInputs(card, inputs);
  if (empty.length > 0 && !options.evenIfEmpty)
    throw new Error(`The card asks for ${empty.join(', ')} first`);
  const data = { ...objectAt(action, 'data'), ...values };
  return sendAction(world, { person: target.person, message }, { ...action, data });
}

export async function refresh(
  world: World,
  person: PersonKey,
  messageId: string,
): Promise<Clicked | undefined> {
  const message = messageFor(world, person, messageId);
  const found = refreshOf(cardFor(world, person, message));
  return found && sendAction(world, { person, message }, found.action);
}

/** Opens a chat: its cards refresh now, and after every edit while it stays open. */
export async function openChat(world: World, person: PersonKey, where: Where) {
  const place = placeAt(person, where);
  if (!maySee(person, place)) throw new Error(`${person} is not in ${where}`);
  world.openChats.set(person, place);
  if (!world.knobs.autoRefresh) return;
  const shown = world.messages.filter((m) => sameRoom(m.place, place));
  await Promise.all(shown.map((message) => autoRefresh(world, person, message)));
}

export const sameRoom = (a: Place, b: Place) =>
  a.kind === 'personal'
    ? b.kind === 'personal' && a.person === b.person
    : b.kind === 'channel' && a.id === b.id;

/** Answers a file consent card. Accepting opens an upload session for the bot. */
export async function answerConsent(
  world: World,
  target: { person: PersonKey; messageId: string },
  choice: 'accept' | 'decline',
): Promise<Delivery> {
  const { person } = target;
  const message = messageFor(world, person, target.messageId);
  const consent = consentOf(message);
  if (!consent) throw new Error(`Message ${target.messageId} offers no file`);
  const name = textAt(consent, 'name') ?? 'file';
  const context = objectAt(consent, 'content')?.[`${choice}Context`];
  const stored =
    choice === 'accept' &&
    storeFile(world, person, { name, bytes: Buffer.alloc(0), madeBy: 'bot' });
  const activity = compose(
    world,
    { person, place: message.place },
    {
      type: 'invoke',
      name: 'fileConsent/invoke',
      replyToId: message.id,
      value: {
        type: 'fileUpload',
        action: choice,
        context,
        ...(stored ? { uploadInfo: uploadInfo(world, stored) } : {}),
      },
    },
  );
  const delivery = await deliver(world, activity);
  if (delivery.status !== 200)
    world.fault(`the bot answered ${delivery.status} to fileConsent/invoke`, delivery.body);
  return delivery;
}
