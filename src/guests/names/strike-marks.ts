const tags = '<\\/?(?:s|del|strike)(?:\\s[^<>\\n]{0,200})?>|\\[\\/?(?:s|del|strike)\\]';
/** `a@x.example/*b@y.example*` has a slash between two partners, and `-->` alone is an arrow. */
const comments = '<!--|(?<!\\S)\\/\\*|\\*\\/(?!\\S)';

/**
 * The marks that people put around text that they take back: Markdown's, those of other chats, of web pages and forums,
 * and of comments.
 */
export const strikeMarks = new RegExp(`~+|${tags}|<!--|-->|\\/\\*|\\*\\/`, 'gi');

/** One of them that strikes text by itself. The other half may be missing. */
export const strikeMark = new RegExp(`~~|${tags}|${comments}`, 'i');

/** The same in a message, where `~~ 10 days` is a rough number. */
export const halfStrike = new RegExp(`~~(?! ?\\d)|${tags}|${comments}`, 'i');

/** Text between two of them. */
export const struckPart = new RegExp(
  [
    '~~[^~]{0,600}~~',
    '<(s|del|strike)>[^<>]{0,600}<\\/\\1>',
    '\\[(s|del|strike)\\][^[\\]]{0,600}\\[\\/\\2\\]',
    '<!--[^<>]{0,600}-->',
    '\\/\\*[^*]{0,600}\\*\\/',
  ].join('|'),
  'gi',
);

/** Both halves of each, in text that has tabs between cells. A longer row of waves is a ruler. */
export const strikeSigns = new RegExp(
  `(?<!~)~~(?!~)|${tags}|<!--|-->|(?<!\\S)\\/\\*|\\*\\/(?!\\S)`,
  'gi',
);

/**
 * The kind of a mark for tags and comments, whose first half looks other than the second. The readers of messages and of
 * rows ask what stands beside waves, each in its own way.
 */
export function strikeSide(sign: string): { kind: string; closes: boolean } {
  const closes = /^(?:[<[]\/|-->|\*\/)/.test(sign);
  const word = /^[<[]\/?([a-z]+)/i.exec(sign)?.[1]?.toLowerCase();
  if (word !== undefined) return { kind: `${sign.charAt(0)}${word}`, closes };
  return { kind: sign.includes('-') ? '<!--' : '/*', closes };
}

/** Struck through letter by letter, or behind the cross that marks struck text of a message. */
const struckLetters = /\u2717|[\u0335-\u0338].*[\u0335-\u0338]/su;

/** True for text that is struck through, in whole or in part. */
export const isStruck = (text: string): boolean =>
  strikeMark.test(text) || struckLetters.test(text);

/** True for one of them that fills a cell. */
export const isStrikeSign = (cell: string): boolean =>
  cell.length < 20 &&
  /^(?:~~|[<[/*-].*)$/.test(cell.trim()) &&
  cell.trim().replace(strikeSigns, '') === '';

/** Struck text as the reader of messages writes it. A row that goes back to people has marks of its own around it. */
export const crossedOut = /\(\u2717 ([^()\n]{0,1000})\)/g;
