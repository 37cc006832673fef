import assert from 'node:assert/strict';
import type { PersonKey } from '../sandbox/seed.ts';
import { actionsOf, cardText, findAction } from '../sandbox/teams/card-actions.ts';
import type { Where } from '../sandbox/teams/ids.ts';
import type { Clicked } from '../sandbox/teams/invoke.ts';
import type { Inputs } from '../sandbox/teams/person-chat.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import type { Patience } from '../sandbox/teams/until.ts';
import type { Journey } from './start.ts';

/** One person's view of a message from the bot, now and after each change. */
export type Shown = {
  id: string;
  /** The number of the request or approval in the data of its buttons. */
  subject: number;
  now(): SeenMessage;
  text(): string;
  /** The data that a click on this button sends. */
  data(button: string): Record<string, unknown>;
  has(button: string): boolean;
  /** Waits until the message has this button. A request that ends shows the same numbers before its last buttons. */
  offers(button: string): Promise<unknown>;
  /** Presses the button as soon as the message has it, by its verb. */
  click(button: string, inputs?: Inputs): Promise<Clicked>;
  /** Waits until the words of the message match. */
  says(words: RegExp, patience?: Patience): Promise<string>;
};

export const wordsOf = (message: SeenMessage): string =>
  [message.text ?? '', cardText(message.card)].join('\n');

const buttonsOf = (message: SeenMessage) => actionsOf(message.card);
export const hasVerb = (message: SeenMessage, verb: string) =>
  buttonsOf(message).some((button) => dataOf(button.data).verb === verb || button.verb === verb);

function dataOf(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}

function subjectOf(message: SeenMessage): number {
  for (const { data } of buttonsOf(message)) {
    const { requestId, approvalId } = dataOf(data);
    if (typeof requestId === 'number') return requestId;
    if (typeof approvalId === 'number') return approvalId;
  }
  return 0;
}

/** Follows a message through its changes. */
export function shown(
  { teams }: Pick<Journey, 'teams'>,
  person: PersonKey,
  found: SeenMessage,
  where: Where = 'personal',
): Shown {
  const now = () => {
    const message = teams.messages(person, where).find(({ id }) => id === found.id);
    assert.ok(message, `${person} no longer sees the message ${found.id}`);
    return message;
  };
  const text = () => wordsOf(now());
  const hasButton = (button: string) => findAction(now().card, button) !== undefined;
  const offers = (button: string) =>
    teams.until(() => hasButton(button), { what: `the button ${button} on a card` });
  return {
    id: found.id,
    subject: subjectOf(found),
    now,
    text,
    data(button) {
      const action = buttonsOf(now()).find(
        ({ verb, data }) => verb === button || dataOf(data).verb === button,
      );
      assert.ok(action, `The card has no button ${button}`);
      return dataOf(action.data);
    },
    has: (button) => hasVerb(now(), button),
    offers,
    async click(button, inputs) {
      // Without a pause where the button is there: a test that sends the next click to another replica has said where
      // this one goes.
      if (!hasButton(button)) await offers(button);
      return await teams.click(person, found.id, button, inputs);
    },
    says: (words, patience = {}) =>
      teams.until(() => words.test(text()) && text(), {
        what: `${words} on a card`,
        ...patience,
      }),
  };
}
