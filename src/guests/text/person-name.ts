import { hasLostLetters } from './lost-letters.ts';
import { nameWithoutMarks } from './name-marks.ts';
import { isNoName, isOddName, mayBeNothing } from './no-name.ts';
import { repairText } from './repair-text.ts';

/** The name in a cell, and the changes that the reader made to it. */
export type NameRead = {
  /** Absent where the cell is nobody's name. */
  name?: string;
  /** `none`: something stands there that is no name. `odd`: hardly one, kept as it is. `broken`: letters are lost. */
  said?: 'none' | 'odd' | 'broken' | 'repaired' | 'cleaned';
};

/** Names without anything to look at twice: nearly all of them. */
const plain =
  /^(?:[A-Z][a-z]+(?:(?:[ '-]|, )[A-Z][a-z]+)*|[A-Z][a-z]{5,}(?:,? [A-Z][a-z]+)* \d{1,5})$/;

/** In characters. */
const longest = 1_000;

/** Reads a cell of names as a person would: without marks of lists, tags and formulas, its letters mended. */
export function readName(cell: string): NameRead {
  const text = cell.trim();
  if (text === '') return {};
  // Not worth the work, some of which is quadratic: such a name is refused for its length.
  if (text.length > longest) return { name: text };
  if (plain.test(text) && !mayBeNothing(text)) return { name: text };
  const repaired = repairText(unescaped(cell)).trim();
  const bare = nameWithoutMarks(repaired);
  if (isNoName(bare)) return { said: 'none' };
  if (hasLostLetters(bare)) return { name: bare, said: 'broken' };
  if (isOddName(bare)) return { name: bare, said: 'odd' };
  if (repaired !== text) return { name: bare, said: 'repaired' };
  return bare === text ? { name: bare } : { name: bare, said: 'cleaned' };
}

/** True when a cell might be somebody's name: letters in a few words, no number, no address. */
export function looksLikeName(cell: string): boolean {
  if (cell.length > 100) return false;
  const text = /\d{3}/.test(cell) ? nameWithoutMarks(cell) : cell.trim();
  if (text.length > 60 || /[\d@/_!?;:\n]/.test(text)) return false;
  const parts = text.split(/[\s,]+/).filter(Boolean);
  if (parts.length > 6) return false;
  return /^\p{L}/u.test(text) && parts.some((part) => /^[\p{Lu}\p{Lo}]/u.test(part));
}

const escapes = /\\u\{([\da-f]{1,6})\}|\\u([\da-f]{4})|\\x([\da-f]{2})/gi;
const percents = /(?:%[\da-f]{2})+/gi;
const mimeWord = /=\?([\w-]{1,20})\?([bq])\?([^?]{0,400})\?=\s*/gi;

/** Text without the escapes of programs: `Jos\u00e9`, `Jos%C3%A9`, `=?UTF-8?Q?Jos=C3=A9?=`. Others stay. */
function unescaped(text: string): string {
  if (!/[\\%?]/.test(text)) return text;
  return text
    .replace(mimeWord, (whole, charset: string, how: string, inner: string) =>
      fromMime(whole, charset, bytesOf(how, inner)),
    )
    .replace(escapes, (whole, ...[braced, four, two]: (string | undefined)[]) => {
      const code = Number.parseInt(braced ?? four ?? two ?? '', 16);
      return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(percents, (whole) => {
      try {
        return decodeURIComponent(whole);
      } catch {
        return whole;
      }
    });
}

const bytesOf = (how: string, inner: string): Uint8Array =>
  how.toLowerCase() === 'b'
    ? Buffer.from(inner, 'base64')
    : Buffer.from(
        inner
          .replaceAll('_', ' ')
          .replace(/=([\da-f]{2})/gi, (_, code: string) =>
            String.fromCharCode(Number.parseInt(code, 16)),
          ),
        'latin1',
      );

function fromMime(whole: string, charset: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return whole;
  }
}
