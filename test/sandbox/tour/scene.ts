import assert from 'node:assert/strict';
import { type PersonKey, people } from '../seed.ts';
import type { Sandbox } from '../start-sandbox.ts';
import { findAction, inputsOf } from '../teams/card-actions.ts';
import type { Where } from '../teams/ids.ts';
import { textAt } from '../teams/json.ts';
import type { SeenMessage } from '../teams/seen.ts';
import { cardInShort } from './card-in-short.ts';
import type { Transcript } from './transcript.ts';

export type Scene = Pick<Sandbox, 'tenant' | 'teams' | 'bot'> & {
  tell: Transcript;
  /** Plays one numbered step. `play` throws when the promised effect did not happen. */
  step<T>(title: string, effect: string, play: () => Promise<T>): Promise<T>;
  /** A person writes to the bot. Resolves with the bot's next card that fits. */
  says(person: PersonKey, text: string, wanted?: Wanted): Promise<SeenMessage>;
  drops(
    person: PersonKey,
    file: { name: string; bytes: Uint8Array; text?: string },
    wanted?: Wanted,
  ): Promise<SeenMessage>;
  /** Waits for a card from the bot and writes its first lines and its buttons into the transcript. */
  sees(person: PersonKey, wanted: Wanted & { where?: Where }): Promise<SeenMessage>;
  presses(person: PersonKey, message: SeenMessage, press: Press): Promise<void>;
  /** Accepts the file that the bot offers. Resolves with its text. */
  takesFile(person: PersonKey, named: RegExp): Promise<string>;
};

export type Wanted = {
  /** A card with this button. */
  button?: string;
  words?: RegExp;
  after?: string;
  /** Waits until the card with this id fits. */
  id?: string;
  /** The number of lines for the transcript, beside the buttons. 0: nothing. */
  lines?: number;
};

export type Press = { verb: string; inputs?: Readonly<Record<string, string>> };

export class StepFailed extends Error {
  readonly title: string;
  constructor(title: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'StepFailed';
    this.title = title;
  }
}

export const firstName = (person: PersonKey) => people[person].name.split(' ')[0] ?? person;

/** Acts for the people of the sandbox, and writes each act into the transcript. */
export function createScene(sandbox: Sandbox, tell: Transcript): Scene {
  const { teams } = sandbox;
  const sees: Scene['sees'] = async (person, wanted) => {
    const message = await teams.until(
      () => {
        const seen = teams.messages(person, wanted.where);
        refuseHold(seen.find(({ id }) => id === wanted.id));
        return seen.findLast((m) => fits(m, wanted));
      },
      { what: `A card for ${firstName(person)}` },
    );
    const [first = '', ...rest] = shortened(message, wanted.lines ?? 8);
    const reader = wanted.where === undefined ? firstName(person) : 'the channel';
    if (wanted.lines !== 0) tell.says('Guestlist', `to ${reader}: ${first}`, ...rest);
    return message;
  };
  return {
    ...sandbox,
    tell,
    sees,
    async step(title, effect, play) {
      tell.begin(title);
      try {
        const result = await play();
        tell.done(effect);
        return result;
      } catch (error) {
        throw new StepFailed(title, error);
      }
    },
    async says(person, text, wanted = {}) {
      tell.says(firstName(person), text);
      const { messageId } = await teams.say(person, text);
      return sees(person, { after: messageId, ...wanted });
    },
    async drops(person, file, wanted = {}) {
      tell.says(firstName(person), `${file.text ?? ''} [${file.name}]`.trim());
      const { messageId } = await teams.sendFile(person, file);
      return sees(person, { after: messageId, ...wanted });
    },
    async presses(person, message, { verb, inputs }) {
      const { card } = teams.messages(person).find((m) => m.id === message.id) ?? message;
      const button = `[${findAction(card, verb)?.title ?? verb}]`;
      tell.says(firstName(person), [...filledIn(card, inputs), button].join('  '));
      const { shown, text } = await teams.click(person, message.id, verb, inputs);
      if (text !== undefined) tell.says('Guestlist', `to ${firstName(person)}: ${text}`);
      assert.notEqual(shown, 'error', `The button ${verb} was answered with an error`);
      assert.doesNotMatch(text ?? '', /went wrong/, `The button ${verb} did not work`);
    },
    async takesFile(person, named) {
      const offered = await teams.until(
        () => teams.messages(person).findLast((m) => named.test(m.consent?.name ?? '')),
        { what: `The offer of a file ${named}` },
      );
      const { name } = offered.consent ?? {};
      tell.says('Guestlist', `to ${firstName(person)}: May I put ${name} into your files?`);
      tell.says(firstName(person), '[Allow]');
      await teams.acceptFile(person, offered.id);
      const given = await teams.until(
        () =>
          teams
            .messages(person)
            .findLast((m) => m.from === 'bot' && named.test(m.file?.name ?? '')),
        { what: `The file ${named}` },
      );
      const res = await fetch(given.file?.url ?? '');
      assert.equal(res.status, 200, 'The file could not be opened');
      return res.text();
    },
  };
}

/** A person's inputs in words: ticks with their titles, texts in quotes. */
function filledIn(card: unknown, inputs: Press['inputs'] = {}): readonly string[] {
  const toggles = new Map(
    inputsOf(card).map((input) => [textAt(input, 'id'), textAt(input, 'title') ?? '']),
  );
  return Object.entries(inputs).map(([id, value]) =>
    value === 'true' ? `[x] ${toggles.get(id) ?? id}` : `"${value}"`,
  );
}

function fits(message: SeenMessage, { button, words, after, id }: Wanted): boolean {
  if (message.from !== 'bot' || message.card === undefined) return false;
  if (id !== undefined && message.id !== id) return false;
  if (after !== undefined && Number(message.id) <= Number(after)) return false;
  if (button !== undefined && findAction(message.card, button) === undefined) return false;
  return words === undefined || words.test(cardInShort(message.card).join('\n'));
}

/** Throws for a request on hold: it waits for an operator, and the tour has none. */
function refuseHold(message: SeenMessage | undefined): void {
  const lines = cardInShort(message?.card);
  if (/: on hold$/.test(lines[0] ?? ''))
    throw new Error(`Inviting has stopped:\n${lines.join('\n')}`);
}

function shortened(message: SeenMessage, count: number): readonly string[] {
  const lines = cardInShort(message.card);
  if (lines.length <= count) return lines;
  const buttons = lines.filter((line) => line.startsWith('['));
  return [...lines.filter((line) => !line.startsWith('[')).slice(0, count), '...', ...buttons];
}
