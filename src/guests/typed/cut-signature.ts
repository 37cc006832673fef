import { endsMessage } from './word-lists.ts';

/** More addresses than a signature has: what looks like its first line is then part of a list. */
const mostInSignature = 3;

/**
 * A message without its signature and the mail quoted below it, and those on one line. The first of it is a line that
 * says goodbye behind an address.
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
