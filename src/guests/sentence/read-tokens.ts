import { phonePattern } from '../names/phone-number.ts';
import { isPronouns } from '../text/name-extras.ts';
import { areLettered, withoutListMarks } from './list-marks.ts';
import { isOneAddress } from './word-lists.ts';

/** A piece of a message. `line` counts its lines from 1. */
export type Token = {
  kind: 'word' | 'quoted' | 'note' | 'address' | 'separator';
  /**
   * A separator is one of , ; : - | & . \u2192 or a line end. Other tokens are without quotation marks and brackets.
   */
  text: string;
  line: number;
  /** An address in brackets: the words before it are a name, even unlikely ones. */
  bracketed?: true;
  /** Words around an address that say that nobody means it. They are no tokens any more. */
  denied?: { before: string; behind: string };
  /** Words beside an address that may say so. They are no tokens any more either. */
  doubted?: string;
};

const quotes = '"\u201c\u201d\u201e\u00ab\u00bb';
/**
 * Groups: two of telephone numbers, then quoted, angle, note, squared, mark, word. Each has a bound, so the time grows
 * only with the length of the text.
 */
const token = new RegExp(
  [
    phonePattern,
    `([${quotes}][^${quotes}\\n]{0,300}[${quotes}]|(?<![\\p{L}\\p{N}])['\u2018][^'\u2018\u2019]{1,100}['\u2019](?![\\p{L}\\p{N}]))`,
    '<([^<>]{0,1000})>',
    '\\(([^()]{0,300})\\)',
    '[[\u3010\u3014]([^[\\]\u3010\u3011\u3014\u3015\\n]{1,100})[\\]\u3011\u3015]',
    '([,;|\\t\uff0c\uff1b\u3001]|(?<=\\s)[-=]{1,3}>(?=\\s))',
    `([^\\s,;|\uff0c\uff1b\u3001${quotes}<>()[\\]\u3010\u3011\u3014\u3015]+)`,
  ].join('|'),
  'giu',
);
const quoteMarks = new RegExp(`[${quotes}]`, 'g');
const openWrapping = /^['`*_~\u2018\u2019#\u300c\u300e\u3010\uff08\uff1c\u3008\u2039]+/;
/** An apostrophe that belongs to a Dutch name: `'t Hof`, `'s-Heerenberg`. */
const shortened = /^['\u2018\u2019][tsnkd](?=$|-)/iu;
/** An apostrophe in place of an accent, or behind a word that is joined to the next: `Nicolo' Rossi`, `D' Amico`, `de' Medici`. */
const italian =
  /^(?:\p{Lu}[\p{L}'\u2019-]*[aeiou]|[DLOdl]|d[ae]|[Dd]ell|[Dd]all|[Nn]ell|[Ss]ant)['\u2019]$/u;
/** How separators are called among tokens. */
const plainMarks: Readonly<Record<string, string>> = {
  '\t': '|',
  '\uff0c': ',',
  '\uff1b': ';',
  '\u3001': ',',
};
const initial = /^(?:\p{L}|\p{L}\.[\p{L}.]{0,10}|[JjSsDdMm]rs?|Ms|St|Ir|Ing)$/u;
/** `old@x.example -> new@x.example`. */
const arrow = /^[\u2192\u21d2\u21e8\u2794\u2799\u279c\u27a1\u27f6\u27f9]\ufe0f?$/u;
/** Ticks and pictures say nothing; crosses do. */
const signs =
  /^(?:(?![\u2716\u274c\u26d4\u{1f6ab}\u{1f44e}\u{1f6d1}\u2795\u2796\u27a1])\p{Extended_Pictographic}|[\u2713\u2714]|[\ufe0f\u200d])+$/u;
/** Marks between two addresses, or a label and an address, that stand without a space. */
const joiners = /[:/=]+/;
/** A longer word is no name and no address, and not worth the work. */
const longestWord = 400;

/** Splits a message into tokens, without list marks. */
export function readTokens(text: string, firstLine = 1): Token[] {
  const lines = text.split('\n');
  const isLettered = areLettered(lines);
  return lines.flatMap((line, index) => {
    const number = firstLine + index;
    const tokens = readPart(withoutListMarks(line, isLettered), number);
    if (index + 1 < lines.length) tokens.push(separator('\n', number));
    return tokens;
  });
}

function readPart(text: string, line: number): Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(token)) {
    for (const each of readFound(found, line)) tokens.push(each);
  }
  return tokens;
}

function readFound(
  [, labelled, phone, quoted, angle, note, squared, mark, word]: RegExpExecArray,
  line: number,
): Token[] {
  if (word !== undefined) return readWord(word, line);
  const number = labelled ?? phone;
  if (number !== undefined) return [{ kind: 'word', text: number, line }];
  if (mark !== undefined) return [separator(markOf(mark), line)];
  if (quoted !== undefined) return readQuoted(quoted, line);
  if (angle !== undefined) return readAngle(angle, line);
  // `Max Power [NW]` names a department; `[ ]` is a box.
  return readNote((note ?? squared ?? '').trim(), line);
}

const markOf = (mark: string) => (mark.endsWith('>') ? '\u2192' : (plainMarks[mark] ?? mark));

function separator(text: string, line: number): Token {
  return { kind: 'separator', text, line };
}

function readQuoted(part: string, line: number): Token[] {
  const text = part.slice(1, -1).trim();
  // If there is an address inside, the quotation marks do not count.
  if (text.includes('@')) return readPart(text.replace(quoteMarks, ' '), line);
  return text === '' ? [] : [{ kind: 'quoted', text, line }];
}

function readAngle(inner: string, line: number): Token[] {
  const text = inner.trim();
  // `Max Power <NW>`
  if (/^\p{Lu}[\p{Lu}\p{N}/&-]{0,14}$/u.test(text)) return [{ kind: 'note', text, line }];
  return /^[^\s,;]*@[^\s,;]*$/.test(text)
    ? [{ kind: 'address', text, line, bracketed: true }]
    : readPart(text, line);
}

function readNote(text: string, line: number): Token[] {
  if (/^[^\s,;]+@[^\s,;]+$/.test(text)) {
    return [{ kind: 'address', text: trimmed(text), line, bracketed: true }];
  }
  // A label in brackets holds as far as the bracket.
  const end = /^[^@]*:/.test(text) ? [separator(';', line)] : [];
  if (text.includes('@')) return [...readPart(text, line), ...end];
  return isPronouns(text) ? [] : [{ kind: 'note', text, line }];
}

/** Reads one word with the marks around it: the end of a sentence, `Jane:jane@x.example`, `**jane@x.example**`. */
function readWord(part: string, line: number): Token[] {
  if (part.length > longestWord && part.split(joiners).some(({ length }) => length > longestWord)) {
    const kind = part.includes('@') ? 'address' : 'word';
    return [{ kind, text: part.slice(0, longestWord), line }];
  }
  if (arrow.test(part)) return [separator('\u2192', line)];
  if (/^[-\u2013\u2014\u2022\u00b7*=]+$/.test(part)) return [separator('-', line)];
  if (signs.test(part)) return [];
  if (part === '&' || part === '+') return [separator('&', line)];
  // A mention of a person, and no part of an address: `@Jane Doe`.
  if (/^@\p{Lu}[\p{L}'\u2019-]*$/u.test(part)) return readPlain(part.slice(1), line);
  return part.includes('@') ? readAddresses(part, line) : readPlain(part, line);
}

function readPlain(part: string, line: number): Token[] {
  const opened = shortened.test(part) ? part : part.replace(openWrapping, '');
  const bare = italian.test(part) ? part : trimmedEnd(opened, /['`*_~\u2018\u2019]/);
  const word = trimmedEnd(bare, /[.:!?\u2026]/);
  const end = bare.slice(word.length);
  // A letter with a stop is an initial, not the end of a sentence.
  const isInitial = end === '.' && initial.test(word);
  const found: Token[] = word === '' ? [] : [{ kind: 'word', text: isInitial ? bare : word, line }];
  if (end !== '' && !isInitial) found.push(separator(end.startsWith(':') ? ':' : '.', line));
  return found;
}

/** `Jane:jane@x.example` and `a@x.example/b@y.example` are several tokens. */
function readAddresses(part: string, line: number): Token[] {
  if (isOneAddress(part)) return [address(part, line)];
  const pieces = part.split(joiners).filter((piece) => piece.length > 1);
  const [only = part] = pieces;
  if (pieces.length > 1) {
    return pieces.flatMap((piece, index) => [
      ...(index === 0 ? [] : [separator(':', line)]),
      ...(piece.includes('@') ? [address(piece, line)] : readPlain(piece, line)),
    ]);
  }
  const endsSentence = /[.!?]['`*_~]{0,3}$/.test(part);
  const read = address(/^[:/=]/.test(part) ? only : part, line);
  return endsSentence ? [read, separator('.', line)] : [read];
}

const address = (text: string, line: number): Token => ({
  kind: 'address',
  text: trimmed(text),
  line,
});

/** Marks around an address are no part of it; a stop after it ends a sentence. */
const trimmed = (text: string) =>
  trimmedEnd(
    text.replace(openWrapping, ''),
    /[.:!?\u2026'`*_~\u2018\u2019\u300d\u300f\u3011\uff09\uff1e\u3009\u203a]/,
  );

/** Removes marks at the end. A pattern would take quadratic time on a long run of marks. */
function trimmedEnd(text: string, marks: RegExp): string {
  let end = text.length;
  while (end > 0 && marks.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
