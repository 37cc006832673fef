import type { PersonKey } from '../seed.ts';
import { actionsOf, fillInputs } from './card-actions.ts';
import { compose } from './compose.ts';
import { type Delivery, deliver } from './deliver.ts';
import type { Place } from './ids.ts';
import { isObject, type Json, objectAt, textAt } from './json.ts';
import { cardType } from './post-message.ts';
import type { World } from './world.ts';

/** What a dialog lies over: the message whose button opened it, or the chat in which somebody chose the extension. */
export type DialogOrigin = { person: PersonKey; place: Place } & (
  | { messageId: string }
  | { commandId: string }
);

export type Dialog = { origin: DialogOrigin; title: string; card: Json };

/** What the client shows from the bot's answer. */
export type DialogAnswer = Delivery & {
  shown: 'dialog' | 'message' | 'closed' | 'error';
  text?: string;
  dialog?: Dialog;
};

/** Asks the bot what a dialog shows. `data`: what the button holds that opens it. */
export const fetchDialog = (world: World, origin: DialogOrigin, data: unknown = {}) =>
  ask(world, origin, { what: 'fetch', data });

/** Fills in the dialog and presses its button, as a client does: an empty required input stops it. */
export async function fillDialog(
  world: World,
  { origin, card }: Dialog,
  inputs: Readonly<Record<string, string>>,
): Promise<DialogAnswer> {
  const [button] = actionsOf(card);
  const { values, empty } = fillInputs(card, inputs);
  if (empty.length > 0) throw new Error(`The dialog asks for ${empty.join(', ')} first`);
  const data = isObject(button?.data) ? button.data : {};
  return await submitDialog(world, origin, { ...data, ...values });
}

/** Sends what a dialog holds. */
export const submitDialog = (world: World, origin: DialogOrigin, data: unknown) =>
  ask(world, origin, { what: 'submit', data });

type Asked = { what: 'fetch' | 'submit'; data: unknown };

async function ask(world: World, origin: DialogOrigin, asked: Asked): Promise<DialogAnswer> {
  const { person, place } = origin;
  const activity = compose(
    world,
    { person, place },
    { type: 'invoke', ...invokeOf(origin, asked) },
  );
  const delivery = await deliver(world, activity);
  const answer = readAnswer(delivery, origin, asked.what);
  if (answer === undefined) world.fault('a dialog that Teams does not understand', delivery);
  return { ...delivery, ...(answer ?? { shown: 'error' }) };
}

function invokeOf(origin: DialogOrigin, { what, data }: Asked): Json {
  const context = { theme: 'default' };
  if ('messageId' in origin) {
    return { name: `task/${what}`, replyToId: origin.messageId, value: { data, context } };
  }
  const name = what === 'fetch' ? 'fetchTask' : 'submitAction';
  const command = { commandId: origin.commandId, commandContext: 'compose', context };
  return {
    name: `composeExtension/${name}`,
    value: what === 'fetch' ? command : { ...command, data },
  };
}

type Understood = Pick<DialogAnswer, 'shown' | 'text' | 'dialog'>;

function readAnswer(
  { status, body }: Delivery,
  origin: DialogOrigin,
  what: Asked['what'],
): Understood | undefined {
  if (status !== 200) return undefined;
  const task = objectAt(body, 'task');
  if (task === undefined) return what === 'submit' ? { shown: 'closed' } : undefined;
  const { type, value } = task;
  if (type === 'message' && typeof value === 'string') return { shown: 'message', text: value };
  const attachment = objectAt(value, 'card');
  const card = objectAt(attachment, 'content');
  if (type !== 'continue' || textAt(attachment, 'contentType') !== cardType || !card) return;
  // Dialogs do not know it: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview
  if (actionsOf(card).some((action) => action.type !== 'Action.Submit')) return undefined;
  return { shown: 'dialog', dialog: { origin, title: textAt(value, 'title') ?? '', card } };
}
