import type { ListNote } from '../list/partner-row.ts';
import { cutText } from '../text/cut-text.ts';

/** In characters: as much of one text as a card shows. */
const longest = 480;

/** Makes a note of the words that the reader did not understand. When it cuts them, it keeps the addresses. */
export function leftOverNote(leftOver: readonly string[]): ListNote[] {
  if (leftOver.length === 0) return [];
  const whole = leftOver.join(' \u2026 ');
  if (whole.length <= longest) return [{ code: 'words not used', values: { words: whole } }];
  const addresses = [...new Set(whole.match(/[^\s,;<>()]{1,320}@[^\s,;<>()]{1,320}/g) ?? [])].join(
    ', ',
  );
  const words = `${cutText(whole, 120)}\u2026 ${addresses}`;
  return [{ code: 'words not used', values: { words: cutText(words, longest) } }];
}
