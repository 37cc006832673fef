import { endsMessage } from '../sentence/word-lists.ts';

/** A signature has at most so many addresses. Text with more is part of a list. */
const mostInSignature = 3;

/**
 * Cuts the signature and the mail quoted below it from a message. They begin at the first line below an address for
 * which `endsMessage` is true. `after`: what it cut, on one line.
 */
export function cutSignature(text: string): { body: string; after: string } {
  const { lines, sender } = cutSender(text.split('\n'));
  const { body, after } = cutEnd(lines);
  return { body, after: [...sender, after].join(' ').replace(/\s+/g, ' ').trim() };
}

/** Who sent a mail that somebody pasted with its head. The line becomes a blank one, so that the others keep their numbers. */
function cutSender(lines: readonly string[]): { lines: readonly string[]; sender: string[] } {
  const first = lines.findIndex((line) => line.includes('@'));
  const line = lines[first] ?? '';
  const isAlone = !lines.some((each, at) => at > first && each.includes('@'));
  if (isAlone || !/^\s*(?:from|van|von|de|da|fra|från|sender|afzender|absender)\s*:/i.test(line)) {
    return { lines, sender: [] };
  }
  return { lines: lines.with(first, ''), sender: [line] };
}

function cutEnd(lines: readonly string[]): { body: string; after: string } {
  const first = lines.findIndex((line) => line.includes('@'));
  const cut = first < 0 ? -1 : lines.findIndex((line, at) => at > first && endsMessage(line));
  const text = lines.join('\n');
  if (cut < 0) return { body: text, after: '' };
  const after = lines.slice(cut).join('\n');
  const isList =
    after.split('@').length - 1 > mostInSignature && !/^\s*(?:>|-|from|van)/i.test(after);
  if (isList) return { body: text, after: '' };
  return { body: lines.slice(0, cut).join('\n'), after };
}
