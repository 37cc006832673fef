import { parse } from 'csv-parse/sync';
import { nearestAddressHeading, readHeader } from './list-header.ts';
import { ListRefused } from './list-refused.ts';

export type FoundHeader = {
  delimiter: string;
  /** Lines before the header, without line ends. */
  preamble: readonly string[];
  /** Where the header begins in the text, and on which physical line. */
  offset: number;
  line: number;
};

const delimiters = [',', ';', '\t', '|'];
/** Titles and notes that people put above a table are few. */
const linesToSearch = 40;
const longestHeader = 65_536;
/** A list with more is refused whatever they are called. */
export const maxColumns = 256;
/** Control characters other than those that lay text out. */
const binary = /(?![\t\n\v\f\r])\p{Cc}/u;

/**
 * The first line that names an address column decides where the list begins and what separates
 * its cells. `start` is the beginning of the file, long enough to hold the header.
 */
export function findHeader(start: string): FoundHeader {
  const lines = logicalLines(start);
  if (lines.every(({ text }) => text.trim() === '')) throw new ListRefused('empty');
  if (binary.test(start.slice(0, 1024))) throw new ListRefused('not csv');
  for (const [index, { text, offset, line }] of lines.entries()) {
    const delimiter = delimiterOf(text);
    if (delimiter === undefined) continue;
    const preamble = lines.slice(0, index).map((before) => before.text);
    return { delimiter, preamble, offset, line };
  }
  throw noAddressColumn(lines.map(({ text }) => text));
}

/** What separates the cells of this line, if it is a header: the most headings that we know win. */
function delimiterOf(line: string): string | undefined {
  let best: { delimiter: string; known: number } | undefined;
  for (const delimiter of delimiters) {
    const columns = readHeader(splitLine(line, delimiter));
    if (!columns.includes('address')) continue;
    const known = columns.filter((column) => column !== 'unknown' && column !== 'unnamed').length;
    if (best === undefined || known > best.known) best = { delimiter, known };
  }
  return best?.delimiter;
}

function noAddressColumn(lines: readonly string[]): ListRefused {
  const first = lines.find((text) => !/^\s*$|^"?(?:version:|sep=)/i.test(text)) ?? '';
  if (/^\s*[<{[]/.test(first)) return new ListRefused('not csv');
  for (const delimiter of delimiters) {
    const found = nearestAddressHeading(splitLine(first, delimiter).slice(0, maxColumns));
    if (found !== undefined) return new ListRefused('no address column', { nearest: found.trim() });
  }
  return new ListRefused('no address column', { nearest: '' });
}

/** No cells where the line's quotes make no sense: it is not a header then. */
function splitLine(line: string, delimiter: string): string[] {
  const record_delimiter = ['\r\n', '\n', '\r'];
  try {
    const options = { delimiter, relax_quotes: true, ltrim: true, record_delimiter };
    const [cells]: string[][] = parse(line, options);
    return cells ?? [];
  } catch {
    return [];
  }
}

/** Lines as a spreadsheet means them: a line break between quotes ends nothing. */
function logicalLines(text: string): { text: string; offset: number; line: number }[] {
  const found: { text: string; offset: number; line: number }[] = [];
  let begun = { offset: 0, line: 1 };
  let physical = { offset: 0, line: 1 };
  let quotes = 0;
  for (const end of text.matchAll(/\r\n|\n|\r|$/g)) {
    quotes += text.slice(physical.offset, end.index).split('"').length - 1;
    physical = { offset: end.index + end[0].length, line: physical.line + 1 };
    const isOpen = quotes % 2 === 1 && end.index - begun.offset < longestHeader;
    if (isOpen && end[0] !== '') continue;
    found.push({ text: text.slice(begun.offset, end.index), ...begun });
    if (found.length === linesToSearch) break;
    begun = physical;
    quotes = 0;
  }
  return found;
}
