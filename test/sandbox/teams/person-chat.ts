import type { PersonKey } from '../seed.ts';
import type { Delivery } from './deliver.ts';
import { type Dialog, type DialogAnswer, fetchDialog, fillDialog } from './dialogs.ts';
import { placeAt, type Where } from './ids.ts';
import { type Clicked, sendAction } from './invoke.ts';
import type { Json } from './json.ts';
import * as people from './people-do.ts';
import { messagesIn, type SeenMessage } from './seen.ts';
import { findMessage, type World } from './world.ts';

export type Inputs = Readonly<Record<string, string>>;

/** One person's acts and messages. Without `where`: in their own chat with the bot. */
export type PersonChat = {
  /** `html` replaces the HTML that Teams would make from the text. */
  say(text: string, html?: string): Promise<people.Said>;
  /** With the files beside the message, unless `withoutFiles`. */
  edit(messageId: string, text: string, how?: { withoutFiles: true }): Promise<Delivery>;
  sendFile(file: people.FileToSend): Promise<people.Said>;
  messages(where?: Where): readonly SeenMessage[];
  click(
    messageId: string,
    button: string,
    inputs?: Inputs,
    options?: people.ClickOptions,
  ): Promise<Clicked>;
  refresh(messageId: string): Promise<Clicked | undefined>;
  /** Opens a chat. As in a client, its cards refresh now and at every edit. */
  open(where?: Where): Promise<void>;
  acceptFile(messageId: string): Promise<Delivery>;
  declineFile(messageId: string): Promise<Delivery>;
  /** Fills in a dialog that a click or the extension opened, and presses its button. */
  fill(dialog: Dialog, inputs?: Inputs): Promise<DialogAnswer>;
  /** Chooses the message extension in a chat. */
  extend(commandId: string, where?: Where): Promise<DialogAnswer>;
  /** Acts as a lying client: sends a click on that message with any verb and data. */
  forge(messageId: string, verb: string, data: Json): Promise<Clicked>;
};

export function chatOf(world: World, person: PersonKey): PersonChat {
  return {
    say: (text, html) =>
      people.say(
        world,
        { person, where: 'personal' },
        { text, ...(html === undefined ? {} : { html }) },
      ),
    edit: (messageId, text, how) => people.edit(world, { person, messageId }, { text, ...how }),
    sendFile: (file) =>
      people.sendFiles(
        world,
        { person, where: 'personal' },
        { files: [file], text: file.text ?? '' },
      ),
    messages: (where = 'personal') => messagesIn(world, placeAt(person, where), person),
    click: (messageId, button, inputs, clickOptions) =>
      people.click(world, { person, messageId, button }, inputs, clickOptions),
    refresh: (messageId) => people.refresh(world, person, messageId),
    open: (where = 'personal') => people.openChat(world, person, where),
    acceptFile: (messageId) => people.answerConsent(world, { person, messageId }, 'accept'),
    declineFile: (messageId) => people.answerConsent(world, { person, messageId }, 'decline'),
    fill: (dialog, inputs = {}) => fillDialog(world, dialog, inputs),
    extend: (commandId, where = 'personal') =>
      fetchDialog(world, { person, place: placeAt(person, where), commandId }),
    forge(messageId, verb, data) {
      const message = findMessage(world, messageId);
      if (!message) throw new Error(`There is no message ${messageId}`);
      return sendAction(world, { person, message }, { type: 'Action.Execute', verb, data });
    },
  };
}
