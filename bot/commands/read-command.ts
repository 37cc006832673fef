import { nearest } from '../../src/guests/text/nearest.ts';
import { type CommandName, commands } from '../words/commands.ts';

export type ReadCommand =
  | { kind: 'command'; name: CommandName; rest: string }
  | { kind: 'nearly'; word: string }
  | { kind: 'unknown' };

const words = new Map<string, CommandName>(
  commands.flatMap(({ name, words: spoken }) =>
    [...spoken.en, ...spoken.nl].map((word) => [word, name] as const),
  ),
);

/** The command that a message begins with, in any language and letter case, and the text after it. */
export function readCommand(text: string): ReadCommand {
  const [, first = '', rest = ''] = /^\s*\/?([\p{L}-]+)[\s:!.?]*([\s\S]*)$/u.exec(text) ?? [];
  const name = words.get(first.toLowerCase());
  if (name !== undefined) return { kind: 'command', name, rest: rest.trim() };
  const word = first === '' ? undefined : nearest(first.toLowerCase(), words.keys());
  return word === undefined ? { kind: 'unknown' } : { kind: 'nearly', word };
}

/** `#1042` or `1042`. */
export function readRequestNumber(text: string): number | undefined {
  const [, digits] = /^#?\s*(\d{1,12})\s*$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
