import { foreign, kindOfText } from '../foreign/foreign-file.ts';
import type { InTurns } from '../in-turns.ts';
import { readHeader } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import { splitEntries } from '../list/split-entries.ts';
import { type FoundTable, findTable, isHeader } from '../table/find-table.ts';
import type { ListRecord } from '../table/list-record.ts';
import { findAddresses, hasAddress, isPlainAddress } from '../text/find-addresses.ts';
import { startRecords } from './assemble-records.ts';
import { fixedWidth, type Reshape } from './fixed-width.ts';
import { parseRecords } from './parse-records.ts';
import type { RecordShape } from './raw-record.ts';
import { type Lines, startLines } from './text-lines.ts';
import { areWrapped, unwrapLine } from './wrapped-lines.ts';

const delimiters = [',', ';', '\t', '|', '^', '~', ':'];
/** A tilde between two cells. Others strike text through: `~~jane@x.example`. */
const parting = /[^\s~] ?~ ?[^\s~]/;
/** Enough to see what a table contains, and few enough to read with each separator. */
const linesToTry = 150;
/** Control characters, except those for layout. A wrong code page makes others, above U+007F. */
const binary = /(?!\s)\p{Cc}/u;
const beyondAscii = /\P{ASCII}/gu;

/** `reshape`: what each line becomes before the reader splits it. */
export type SniffedShape = RecordShape & { reshape?: Reshape };

/**
 * Finds the separator of a list, the width of its rows and the place of its addresses. It reads the beginning with each
 * separator, and takes the one that makes most sense. Throws ListRefused when none makes sense.
 */
export function* sniffList(start: string): InTurns<SniffedShape> {
  if (start.trim() === '') throw new ListRefused('empty');
  if (binary.test(start.slice(0, 1024).replace(beyondAscii, ''))) throw foreign();
  const kind = kindOfText(start);
  if (kind !== undefined) throw foreign(kind);
  const said = /^\ufeff?"?sep=(\D)"?/i.exec(start)?.[1];
  const likely = said === undefined ? [] : [said];
  const lines = firstLines(start);
  if (areEntries(lines.texts, start)) {
    const { shape } = yield* attempt(lines, { delimiter: '\t' });
    if (shape !== undefined) return shape;
  }
  const reshape = fixedWidth(lines.texts);
  const isWrapped = areWrapped(lines.texts);
  const ways = [...new Set([...likely, ...delimiters])]
    .filter((delimiter) => delimiter === ',' || start.includes(delimiter))
    .filter((delimiter) => delimiter !== '~' || delimiter === said || parting.test(start))
    .flatMap((delimiter): Way[] => [
      { delimiter },
      ...(isWrapped ? [{ delimiter, reshape: unwrapLine }] : []),
    ]);
  if (reshape !== undefined) ways.push({ delimiter: '\t', reshape });
  const tried: Attempt[] = [];
  for (const way of ways) {
    yield 'break';
    tried.push(yield* attempt(lines, way));
  }
  const [best] = tried.sort((a, b) => b.score - a.score);
  if (best === undefined || best.shape === undefined) {
    throw best?.refused ?? new ListRefused('no address column', { nearest: '' });
  }
  return best.shape;
}

const entryLine = /^[^@<>]{0,200}<[^<>@\s]{1,100}@[^<>@\s]{1,250}>[\s;,]*$/;
/** Longer is no line that somebody typed. */
const longestLine = 20_000;

/** Lines as mail programs write them, `Doe, Jane <jane@x.example>`, or one line of addresses: nothing parts cells. */
function areEntries(lines: readonly string[], start: string): boolean {
  if (start.includes('\t')) return false;
  const filled = lines.filter((line) => line.trim() !== '');
  const [first = '', second] = filled;
  const body = isHeader({ cells: [first] }) ? filled.slice(1) : filled;
  if (body.length > 0 && body.every((line) => entryLine.test(line))) return true;
  if (second !== undefined || first.length > longestLine) return false;
  const entries = splitEntries(first);
  return (
    entries.length > 1 && entries.every((entry) => findAddresses(entry).addresses.length === 1)
  );
}

type Attempt = { score: number; shape?: SniffedShape; refused?: ListRefused };
type Way = { delimiter: string; reshape?: Reshape };

function* attempt(lines: Lines, way: Way): InTurns<Attempt> {
  try {
    const { reshape } = way;
    const texts = reshape === undefined ? lines.texts : lines.texts.map(reshape);
    const records = recordsOf({ ...lines, texts }, way.delimiter);
    yield 'break';
    const found = findTable(records);
    return { score: scoreOf(found, records), shape: { ...way, ...shapeOf(found, records) } };
  } catch (error) {
    if (!(error instanceof ListRefused)) throw error;
    return { score: refusedScore(error), refused: error };
  }
}

function firstLines(start: string): Lines {
  const splitter = startLines();
  const lines = splitter.push(start);
  if (lines.texts.length < linesToTry) {
    const last = splitter.end();
    lines.texts.push(...last.texts);
    lines.ends.push(...last.ends);
  }
  return { texts: lines.texts.slice(0, linesToTry), ends: lines.ends.slice(0, linesToTry) };
}

function recordsOf(lines: Lines, delimiter: string): ListRecord[] {
  const records = startRecords({ delimiter });
  const raw = records.push(lines);
  return parseRecords([...raw, ...records.end().records], delimiter);
}

/** Headings that the reader knows count most, then rows whose address cell has nothing but an address. */
function scoreOf({ certainty, table, above }: FoundTable, records: readonly ListRecord[]): number {
  const place = table.columns.indexOf('address');
  const rows = records.slice(above);
  const alone = rows.filter(({ cells }) => isPlainAddress((cells[place] ?? '').trim())).length;
  const fit = rows.filter(({ cells }) => cells.length === table.columns.length).length;
  const known = table.columns.filter((column) => column !== 'unknown' && column !== 'unnamed');
  const count = Math.max(1, rows.length);
  const isEven = certainty > 0 && fit === rows.length && isHeaded(table.header);
  return (
    certainty * 1000 +
    (alone / count) * 500 +
    (fit / count) * 100 +
    Math.min(known.length, 20) * 4 +
    (isEven ? 50 : 0)
  );
}

/** Several columns, each with words above it: a separator that does this in every row is hardly there by chance. */
const isHeaded = (header: readonly string[]): boolean =>
  header.length > 1 && header.every((heading) => /^[\p{L}#][^;\t|]{0,60}$/u.test(heading.trim()));

function refusedScore({ code, values }: ListRefused): number {
  if (/ file$/.test(code) || code === 'mixed list') return 3000;
  if (code === 'duplicate column' || code === 'too many columns') return 2300;
  if (code === 'two address columns') {
    const [heading] = readHeader([String(values.other)]);
    if (heading === 'address') return 2300;
    return Number.isNaN(Number(values.other)) ? 1300 : 300;
  }
  if (code === 'no address column') return values.nearest === '' ? -1 : 0;
  return -2;
}

function shapeOf(
  { table, above }: FoundTable,
  records: readonly ListRecord[],
): Omit<RecordShape, 'delimiter'> {
  const own = table.own === undefined ? 0 : (records[above - 1]?.cells.length ?? 0);
  const place = table.own === undefined ? table.columns.indexOf('address') : undefined;
  const rows = records.slice(above).filter(({ cells }) => cells.some(hasAddress));
  const widths = [...new Set(rows.map(({ cells }) => cells.length))].slice(0, 8);
  const width = own || table.columns.length;
  return { width, widths, ...(place === undefined ? {} : { place }) };
}
