import { endsMessage } from '../sentence/word-lists.ts';

/** A signature has at most so many addresses. Text with more is part of a list. */
const mostInSignature = 3;

/**
 * Cuts the signature and the mail quoted below it from a message. They begin at the first line below an address for
 * which `endsMessage` is true. `after`: what it cut, on one line.
 */
export function cutSignature(text: string): { body: string; after: string } {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.includes('@'));
  const cut = first < 0 ? -1 : lines.findIndex((line, at) => at > first && endsMessage(line));
  if (cut < 0) return { body: text, after: '' };
  const after = lines.slice(cut).join('\n');
  const isList =
    after.split('@').length - 1 > mostInSignature && !/^\s*(?:>|-|from|van)/i.test(after);
  if (isList) return { body: text, after: '' };
  const onOneLine = after.replace(/\s+/g, ' ').trim();
  return { body: lines.slice(0, cut).join('\n'), after: onOneLine };
}
