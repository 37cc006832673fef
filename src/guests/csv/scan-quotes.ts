/** The meaning of the quotation marks of a line. */
export type Scan =
  /** The marks follow RFC 4180, or there are none: csv-parse reads the line. */
  | { kind: 'sound' }
  /**
   * Marks are in wrong places. `cells`: the likeliest reading. `slip`: that reading ignores a mark. `unclear`: no
   * reading gives as many cells as there are headings.
   */
  | { kind: 'odd'; cells: string[]; slip?: true; unclear?: true }
  /** The line opens its last cell and does not close it. `cells`: those before it. `from`: where it begins. */
  | { kind: 'open'; cells: string[]; from: number; odd: boolean };

/**
 * Reads the quotation marks of one line. Inside a quoted cell, a mark before a separator or at the end of the line
 * closes the cell; other marks are text. `width`: how many headings there are.
 */
export function scanQuotes(text: string, delimiter: string, width: number | undefined): Scan {
  if (!text.includes('"')) return { kind: 'sound' };
  const read = readQuoted(text, delimiter);
  if (!read.odd && read.open === undefined) return { kind: 'sound' };
  if (read.open !== undefined) {
    return { kind: 'open', cells: read.cells, from: read.open, odd: read.odd };
  }
  return oddLine(text, read, { delimiter, width });
}

/** If the marks make no sense, takes a reading that gives as many cells as there are headings. */
function oddLine(
  text: string,
  read: Quoted,
  { delimiter, width }: { delimiter: string; width: number | undefined },
): Scan {
  if (width === undefined || read.cells.length === width) return { kind: 'odd', cells: read.cells };
  const last = text.lastIndexOf('"');
  for (const other of [
    withoutMark(text, text.indexOf('"')),
    withoutMark(text, last),
    text.replaceAll(markBetween, ' ').replaceAll('"', ''),
  ]) {
    const { cells, open } = readQuoted(other, delimiter);
    if (open === undefined && cells.length === width) return { kind: 'odd', cells, slip: true };
  }
  return { kind: 'odd', cells: read.cells, unclear: true };
}

const markBetween = /(?<=[\p{L}\p{N}])"(?=[\p{L}\p{N}])/gu;

/** Leaves a space between two words that only the mark kept apart: joined, they are an address that nobody wrote. */
function withoutMark(text: string, at: number): string {
  const around = text.slice(Math.max(0, at - 2), at + 3);
  return `${text.slice(0, at)}${around.search(markBetween) < 0 ? '' : ' '}${text.slice(at + 1)}`;
}

type Quoted = { cells: string[]; odd: boolean; open: number | undefined };

/**
 * Reads the cells of a text with quotes in any place. Line breaks inside quotes belong to the cell. If the text breaks
 * RFC 4180, a mark after a backslash is text.
 */
export function readQuoted(text: string, delimiter: string): Quoted {
  const read = readAs('rfc', text, delimiter);
  if ((!read.odd && read.open === undefined) || !text.includes('\\"')) return read;
  const escaped = readAs('backslash', text, delimiter);
  return escaped.open === undefined ? { ...escaped, odd: true } : read;
}

type Style = 'rfc' | 'backslash';

function readAs(style: Style, text: string, delimiter: string): Quoted {
  const cells: string[] = [];
  let odd = false;
  let at = 0;
  while (at <= text.length) {
    const start = skipSpace(text, at, delimiter);
    const found =
      text.charAt(start) === '"' ? readCell(text, { style, start, delimiter }) : undefined;
    if (found === 'open') return { cells, odd, open: start };
    const from = found?.end ?? at;
    const next = text.indexOf(delimiter, from);
    const end = next < 0 ? text.length : next;
    cells.push(found?.cell ?? text.slice(at, end).trimStart());
    odd ||= found?.odd ?? false;
    at = end + delimiter.length;
  }
  return { cells, odd, open: undefined };
}

type CellAt = { style: Style; start: number; delimiter: string };

function readCell(text: string, quoted: CellAt) {
  let cell = '';
  let odd = false;
  let from = quoted.start + 1;
  for (;;) {
    const at = text.indexOf('"', from);
    if (at < 0) return 'open' as const;
    const after = skipSpace(text, at + 1, quoted.delimiter);
    const meaning = meaningOf(text, quoted, at, after);
    if (meaning === 'end') return { cell: cell + text.slice(from, at), end: after, odd };
    cell += meaning === 'escaped' ? `${text.slice(from, at - 1)}"` : text.slice(from, at + 1);
    from = at + (meaning === 'doubled' ? 2 : 1);
    odd ||= meaning === 'stray';
  }
}

/** The meaning of a mark inside a quoted cell. `after`: where the space after it ends. */
function meaningOf(text: string, { style, start, delimiter }: CellAt, at: number, after: number) {
  const isLast = after >= text.length;
  const isEscaped = style === 'backslash' && text.charAt(at - 1) === '\\';
  if (isEscaped && at - 1 > start && !isLast && !opensNext(text, after, delimiter))
    return 'escaped';
  if (text.charAt(at + 1) === '"' && !isEscaped) return 'doubled';
  return isLast || text.startsWith(delimiter, after) ? 'end' : 'stray';
}

/** True when the next cell begins here with its own quote, so that the mark before it closes a cell. */
function opensNext(text: string, after: number, delimiter: string): boolean {
  return text.startsWith(delimiter, after) && text.charAt(after + delimiter.length) === '"';
}

/** Skips space around a cell. Tabs are space unless they separate cells. */
function skipSpace(text: string, from: number, delimiter: string): number {
  let at = from;
  while (text.charAt(at) === ' ' || (text.charAt(at) === '\t' && delimiter !== '\t')) at += 1;
  return at;
}
