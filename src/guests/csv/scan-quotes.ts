/** What the quotation marks of a line say. */
export type Scan =
  /** As RFC 4180 has it, or without any: csv-parse reads it as everybody does. */
  | { kind: 'sound' }
  /**
   * Marks stand where none belong: the cells as they were most likely meant. `slip`: one mark was left out for it.
   * `unclear`: no reading gives as many cells as there are headings.
   */
  | { kind: 'odd'; cells: string[]; slip?: true; unclear?: true }
  /** The last cell is opened and not closed on this line. `cells` are those before it, `from` is where it begins. */
  | { kind: 'open'; cells: string[]; from: number; odd: boolean };

/**
 * Looks at one line, or at one that continues an open cell (`inside`: how its earlier lines end up in it). A mark that
 * is followed by a separator or the end closes; others inside a quoted cell are text.
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

/** Where the marks make no sense, the reading that gives as many cells as there are headings is the one. */
function oddLine(
  text: string,
  read: Quoted,
  { delimiter, width }: { delimiter: string; width: number | undefined },
): Scan {
  if (width === undefined || read.cells.length === width) return { kind: 'odd', cells: read.cells };
  const last = text.lastIndexOf('"');
  for (const other of [
    text.replace('"', ''),
    text.slice(0, last) + text.slice(last + 1),
    text.replaceAll('"', ''),
  ]) {
    const { cells, open } = readQuoted(other, delimiter);
    if (open === undefined && cells.length === width) return { kind: 'odd', cells, slip: true };
  }
  return { kind: 'odd', cells: read.cells, unclear: true };
}

type Quoted = { cells: string[]; odd: boolean; open: number | undefined };

/**
 * The cells of a text whose quotes may be anywhere. Line breaks inside quotes belong to the cell. Marks with a
 * backslash before them are text where RFC 4180 makes no sense of them.
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

/** What a mark inside a quoted cell stands for. `after`: where the space behind it ends. */
function meaningOf(text: string, { style, start, delimiter }: CellAt, at: number, after: number) {
  const isLast = after >= text.length;
  const isEscaped = style === 'backslash' && text.charAt(at - 1) === '\\';
  if (isEscaped && at - 1 > start && !isLast && !opensNext(text, after, delimiter))
    return 'escaped';
  if (text.charAt(at + 1) === '"' && !isEscaped) return 'doubled';
  return isLast || text.startsWith(delimiter, after) ? 'end' : 'stray';
}

/** Whether the next cell begins here with a quote of its own, so that the mark before it closes one. */
function opensNext(text: string, after: number, delimiter: string): boolean {
  return text.startsWith(delimiter, after) && text.charAt(after + delimiter.length) === '"';
}

/** Space around a cell, which tabs are only where they part no cells. */
function skipSpace(text: string, from: number, delimiter: string): number {
  let at = from;
  while (text.charAt(at) === ' ' || (text.charAt(at) === '\t' && delimiter !== '\t')) at += 1;
  return at;
}
