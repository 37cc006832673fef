import { readAddress } from '../../src/guests/text/address.ts';
import { findAddresses } from '../../src/guests/text/find-addresses.ts';
import { nearest } from '../../src/guests/text/nearest.ts';
import { readInviteRequest } from '../../src/guests/typed/invite-request.ts';
import { readPastedList } from '../../src/guests/typed/pasted-list.ts';
import { commandNames } from '../commands/commands.ts';
import { findTopic } from '../topics/find-topic.ts';
import { type CommandName, commandWords } from '../words/command-words.ts';

export type ReadCommand =
  | { kind: 'command'; name: CommandName; rest: string }
  | { kind: 'nearly'; word: string }
  | { kind: 'unknown' };

const words = new Map<string, CommandName>(
  commandNames.flatMap((name) =>
    (['en', 'nl'] as const)
      .flatMap((language) => commandWords(name, language))
      .map((word) => [word, name] as const),
  ),
);

const oneWord = /^\s*\/?([\p{L}-]+)[\s:!.?]*([\s\S]*)$/u;
const twoWords = /^\s*\/?([\p{L}-]+ +[\p{L}-]+)(?![\p{L}@.-])[\s:!.?]*([\s\S]*)$/u;

/** Two words before one: `opnieuw sturen` is not `opnieuw`. */
function beginning(text: string): { first: string; name: CommandName | undefined; rest: string } {
  const [, both = '', after = ''] = twoWords.exec(text) ?? [];
  const name = words.get(both.toLowerCase().replace(/ +/, ' '));
  if (name !== undefined) return { first: both, name, rest: after };
  const [, first = '', rest = ''] = oneWord.exec(text) ?? [];
  return { first, name: words.get(first.toLowerCase()), rest };
}

/**
 * The commands about addresses. For any other, an address behind the word shows that the word is no command. Without an
 * address their words may begin a question: "Guest sees nothing".
 */
const withAddresses: ReadonlySet<CommandName> = new Set([
  'invite',
  'guest',
  'resend',
  'revoke',
  'extend',
  'remove',
  'restore',
  'stand-in',
]);
/** These name guests in a message. None takes a list of partners as a file. */
const aboutGuests: ReadonlySet<CommandName> = new Set([
  'resend',
  'revoke',
  'extend',
  'remove',
  'restore',
]);
const firstWord = /^\s*\/?[\p{L}-]+[ \t:!.?]*/u;

/** Behind these words a list may follow: greetings, and labels of lists. */
const aboveLists: ReadonlySet<CommandName> = new Set(['help', 'guest', 'projects']);

/** True for a text that begins with a command about people whom the bot knows already. It may be of any length. */
export function isAboutGuests(text: string): boolean {
  const { name } = beginning(text.slice(0, 100));
  return name !== undefined && aboutGuests.has(name);
}

/**
 * The text to read as a list, if a message begins like a command and goes on like a list: `Hi team, jane@x.example`,
 * `Guest: Jane <jane@x.example>`, `Project: atlas` above addresses. Empty: the bot asks what the address is for.
 * Undefined for any other command.
 */
export function listBehind(
  text: string,
  { name, rest }: { name: CommandName; rest: string },
): string | undefined {
  const { addresses } = findAddresses(rest);
  // A question about a topic has no word of a command before it: its address is part of an error.
  if (addresses.length === 0 || (name === 'help' && rest === text.trim())) return undefined;
  // A question about one guest is an address and nothing else.
  if (name === 'guest') return readAddress(rest).ok ? undefined : text.replace(firstWord, '');
  if (withAddresses.has(name)) return undefined;
  return addresses.length > 1 || aboveLists.has(name) ? text : '';
}

/**
 * The command that a message begins with, in any language and letter case, and the text after it. `invite` may stand
 * behind politeness.
 */
export function readCommand(text: string): ReadCommand {
  const { first, name, rest } = beginning(text);
  const request = name === undefined || name === 'help' ? readInviteRequest(text) : undefined;
  // "Hi" asks for help, and opens a request where somebody is named.
  const isRequest = request !== undefined && (name === undefined || request.includes('@'));
  if (isRequest) return { kind: 'command', name: 'invite', rest: request.trim() };
  if (isQuestion(text, name)) return { kind: 'command', name: 'help', rest: text.trim() };
  if (name !== undefined) return { kind: 'command', name, rest: rest.trim() };
  const word = first === '' ? undefined : nearest(first.toLowerCase(), words.keys());
  return word === undefined ? { kind: 'unknown' } : { kind: 'nearly', word };
}

/** Characters. A longer text with addresses is taken for a list, because reading it here would make others wait. */
const longestQuestion = 4_000;
const isNoList = (text: string): boolean =>
  text.length <= longestQuestion && readPastedList(text) === undefined;

/**
 * True for a text that asks about a help topic. A text with an address may be a list or a line for another command, so
 * only an error code in it is a question, and none in an invitation.
 */
function isQuestion(text: string, name: CommandName | undefined): boolean {
  if (name !== undefined && !withAddresses.has(name)) return false;
  const found = findTopic(text, name === undefined ? 'overheard' : 'in a command');
  if (found === undefined) return false;
  if (!text.includes('@') || name === 'guest') return true;
  const isAboutOne = text.indexOf('@') === text.lastIndexOf('@');
  return name === undefined && (isAboutOne || isNoList(text));
}
