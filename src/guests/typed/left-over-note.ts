import type { ListNote } from '../list/partner-row.ts';
import { cutText } from '../text/cut-text.ts';

/** In characters: as much of one text as a card shows. */
const longest = 480;
const address = /[^\s,;<>()]{1,320}@[^\s,;<>()]{1,320}/g;

/**
 * Makes notes of the words that the reader did not use: first those with addresses, which the bot leaves out. When it
 * cuts them, it keeps every address whole, in as many notes as that needs: an address that the bot does not invite must
 * stand somewhere.
 */
export function leftOverNote(leftOver: readonly string[]): ListNote[] {
  const people = leftOver.filter((text) => text.includes('@'));
  const words = leftOver.filter((text) => !text.includes('@'));
  return [...notesOf('people left out', people), ...notesOf('words not used', words)];
}

/** Makes notes of the words about partners who may not be meant. The bot takes them all the same. */
export const doubtNote = (doubts: readonly string[] = []): ListNote[] =>
  notesOf('perhaps not meant', doubts);

function notesOf(code: ListNote['code'], parts: readonly string[]): ListNote[] {
  const noteOf = (words: string): ListNote => ({ code, values: { words } });
  if (parts.length === 0) return [];
  const whole = parts.join(' \u2026 ');
  if (whole.length <= longest) return [noteOf(whole)];
  // The first words may hold the beginning of an address. All addresses follow whole.
  const begin = cutText(whole, 120).replace(/\S*@\S*$/, '');
  const texts = [`${begin.trimEnd()}\u2026`];
  for (const each of new Set(whole.match(address) ?? [])) {
    const last = texts.at(-1) ?? '';
    const isFirst = texts.length === 1 && last.endsWith('\u2026');
    const longer = `${last}${isFirst ? ' ' : ', '}${each}`;
    if (longer.length <= longest) texts[texts.length - 1] = longer;
    else texts.push(cutText(each, longest));
  }
  return texts.map(noteOf);
}
