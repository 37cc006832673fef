import type { ListNote } from '../list/partner-row.ts';
import { cutText } from '../text/cut-text.ts';

/** As much as a card shows of one text. */
const longest = 480;

/** What was not understood, for the person who wrote it. Addresses among it are named even where the rest is cut. */
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
