import type { PersonKey } from '../seed.ts';
import { type CardAction, refreshOf } from './card-actions.ts';
import { compose, messageParts } from './compose.ts';
import { type Delivery, deliver, deliverWell } from './deliver.ts';
import { type Dialog, fetchDialog } from './dialogs.ts';
import { membersOf, mriOf } from './ids.ts';
import { isObject, objectAt, textAt } from './json.ts';
import { cardType } from './post-message.ts';
import { remember } from './remember.ts';
import { cardFor } from './seen.ts';
import type { Message, World } from './world.ts';

export type Clicked = Delivery & {
  /** The part of the answer that the client shows the person. */
  shown: 'card' | 'message' | 'error' | 'nothing' | 'dialog' | 'closed';
  text?: string;
  dialog?: Dialog;
};

export type Trigger = 'manual' | 'automatic';
type Click = { person: PersonKey; message: Message; trigger?: Trigger };

/** Sends a button's action to the bot, and shows this person the card in the answer. */
export async function sendAction(world: World, click: Click, action: CardAction): Promise<Clicked> {
  if (action.type === 'Action.Execute') return execute(world, click, action);
  const opens = textAt(action.data, 'msteams', 'type') === 'task/fetch';
  if (!opens || world.knobs.oldClient) return submit(world, click, action.data);
  const { person, message } = click;
  const origin = { person, place: message.place, messageId: message.id };
  return fetchDialog(world, origin, action.data);
}

async function submit(world: World, { person, message }: Click, data: unknown): Promise<Clicked> {
  if (textAt(data, 'msteams', 'type') === 'imBack') return write(world, { person, message }, data);
  const words = textAt(data, 'msteams', 'text') ?? '';
  const back = textAt(data, 'msteams', 'type') === 'messageBack';
  const { attachments: _, ...parts } = messageParts(world, person, { text: back ? words : '' });
  const activity = compose(world, spot(person, message), {
    ...parts,
    type: 'message',
    id: world.nextMessageId(),
    value: back ? objectAt(data, 'msteams')?.value : data,
    replyToId: message.id,
  });
  return { ...(await deliverWell(world, activity, 'a submitted card')), shown: 'nothing' };
}

/** The client writes the button's words in the person's name. */
async function write(world: World, { person, message }: Click, data: unknown): Promise<Clicked> {
  const text = textAt(data, 'msteams', 'value') ?? '';
  const id = world.nextMessageId();
  const activity = compose(world, spot(person, message), {
    ...messageParts(world, person, { text }),
    id,
  });
  remember(world, { id, ...spot(person, message), from: person }, { text });
  return { ...(await deliverWell(world, activity, 'written words')), shown: 'nothing' };
}

const spot = (person: PersonKey, message: Message) => ({
  person,
  place: message.place,
  ...(message.thread ? { thread: message.thread } : {}),
});

async function execute(
  world: World,
  { person, message, trigger = 'manual' }: Click,
  action: CardAction,
): Promise<Clicked> {
  const activity = compose(world, spot(person, message), {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: message.id,
    value: { action, trigger },
  });
  Object.assign(activity.channelData ?? {}, {
    source: { name: 'message' },
    legacy: { replyToId: message.id },
  });
  const delivery = await deliver(world, activity);
  message.refreshedAt.set(person, world.now().getTime());
  const answer = readAnswer(delivery);
  if (answer === undefined)
    world.fault('an adaptiveCard/action answer that Teams does not understand', delivery);
  // A client shows what arrives last: this answer, even after an edit that came during the call.
  else if (answer.shown === 'card') {
    message.views.set(person, answer.card);
    world.changed();
  }
  return {
    ...delivery,
    shown: answer?.shown ?? 'error',
    ...(answer && 'text' in answer ? { text: answer.text } : {}),
  };
}

type Understood =
  | { shown: 'card'; card: Record<string, unknown> }
  | { shown: 'message'; text: string }
  | { shown: 'error'; text: string };

/** Reads HTTP 200 with statusCode, type and value. For any other answer, Teams shows the person an error. */
function readAnswer({ status, body }: Delivery): Understood | undefined {
  if (status !== 200 || !isObject(body) || typeof body.statusCode !== 'number') return undefined;
  const { statusCode, type, value } = body;
  if (statusCode === 200) return readContent(type, value);
  const code = textAt(value, 'code');
  const failed = statusCode >= 400 && type === 'application/vnd.microsoft.error';
  if (!failed || code === undefined) return undefined;
  return { shown: 'error', text: textAt(value, 'message') ?? code };
}

function readContent(type: unknown, value: unknown): Understood | undefined {
  if (type === cardType && isObject(value)) return { shown: 'card', card: value };
  if (type === 'application/vnd.microsoft.activity.message' && typeof value === 'string')
    return { shown: 'message', text: value };
  return undefined;
}

const freshForMs = 60_000;

/** Refreshes as a client does by itself: only for named people, and at most once a minute. */
export async function autoRefresh(
  world: World,
  person: PersonKey,
  message: Message,
): Promise<Clicked | undefined> {
  const refresh = refreshOf(cardFor(world, person, message));
  if (!refresh) return undefined;
  const members = message.place.kind === 'personal' ? 1 : membersOf(message.place.channel).length;
  const named = refresh.userIds?.includes(mriOf(person)) ?? members <= 60;
  const last = message.refreshedAt.get(person) ?? Number.NEGATIVE_INFINITY;
  if (!named || world.now().getTime() - last < freshForMs) return undefined;
  message.refreshedAt.set(person, world.now().getTime());
  return sendAction(world, { person, message, trigger: 'automatic' }, refresh.action);
}
