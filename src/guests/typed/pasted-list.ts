import { parse } from 'csv-parse/sync';
import { type Column, readHeader } from '../list/list-header.ts';
import type { PartnerRow } from '../list/partner-row.ts';
import { readCells } from '../list/read-cells.ts';
import { templateCells } from '../list/read-entry.ts';
import type { Known } from './read-clauses.ts';
import { readMessage, type TypedLine, typedLine } from './typed-line.ts';

/**
 * A message that is a list of partners and nothing else: addresses with or without names, one per
 * line or separated; rows copied from a spreadsheet; a mail's To line. Undefined for other talk.
 */
export function readPastedList(text: string, known: Known = {}): TypedLine | undefined {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const table = readTable(lines);
  if (table !== undefined) return { partners: table, projects: [], leftOver: [] };
  const { people, leftOver, talk } = readMessage(text, known, 1);
  const good = people.filter(({ address }) => /^[^\s@]+@[^\s@]+$/.test(address)).length;
  // Prose with addresses in it is no list; several partners with one slip among them are.
  return good * 2 > people.length && talk * 2 < good ? typedLine(people, leftOver) : undefined;
}

/** Rows below headings that we know are read as a file's rows would be. */
function readTable([head, ...rows]: readonly string[]): PartnerRow[] | undefined {
  const delimiter = ['\t', ';', ',', '|'].find((mark) => head?.includes(mark));
  if (head === undefined || delimiter === undefined || rows.length === 0) return undefined;
  const columns = readHeader(head.split(delimiter));
  if (!columns.includes('address')) return undefined;
  const records = splitRows(rows.join('\n'), delimiter);
  return records?.map((cells, index) => pastedRow(columns, cells, index + 2));
}

/** Results are laid out by our template, whatever the headings were. */
function pastedRow(columns: readonly Column[], cells: readonly string[], line: number): PartnerRow {
  const row = readCells(columns, cells, line);
  return { ...row, cells: templateCells(row) };
}

function splitRows(text: string, delimiter: string): string[][] | undefined {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, ltrim: true });
  } catch {
    return undefined;
  }
}
