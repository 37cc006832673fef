import { parse } from 'csv-parse/sync';
import { type Column, readHeader } from './list-header.ts';
import type { PartnerRow } from './partner-row.ts';
import { readCells } from './read-cells.ts';
import { type Entry, entryRow, readEntry, templateCells } from './read-entry.ts';
import { splitEntries } from './split-entries.ts';

/** What a mail's lines of people begin with, in the languages that headings are known in. */
const recipients = /^(?:to|cc|bcc|aan|an|à|para|copia|kopie)\s*:/i;

/**
 * A message that is a list of partners and nothing else: addresses with or without names, one per
 * line or separated; rows copied from a spreadsheet; a mail's To line. Undefined for other talk.
 */
export function readPastedList(text: string): PartnerRow[] | undefined {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const table = readTable(lines);
  if (table !== undefined) return table;
  const candidates = lines.flatMap(readLine);
  if (!isList(candidates)) return undefined;
  return candidates.map(({ entry }, index) => entryRow(entry, index + 1));
}

/** Rows below headings that we know are read as a file's rows would be. */
function readTable([head, ...rows]: readonly string[]): PartnerRow[] | undefined {
  const delimiter = ['\t', ';', ',', '|'].find((mark) => head?.includes(mark));
  if (head === undefined || delimiter === undefined || rows.length === 0) return undefined;
  const columns = readHeader(head.split(delimiter));
  if (!columns.includes('address')) return undefined;
  const records = splitRows(rows.join('\n'), delimiter);
  return records?.map((cells, index) => pastedRow(columns, cells, index + 1));
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

/** `sure`: written the way lists are, so that the name may be anything. */
type Candidate = { entry: Entry; sure: boolean };

function readLine(line: string): Candidate[] {
  if (line.includes('\t')) {
    const cells = line.split('\t').map((cell) => cell.trim());
    const address = cells.find((cell) => cell.includes('@'));
    const name = cells.find((cell) => cell !== '' && cell !== address);
    if (address !== undefined) {
      return [{ entry: name === undefined ? { address } : { address, name }, sure: true }];
    }
  }
  return splitEntries(line.trim().replace(recipients, '')).map((text) => ({
    entry: readEntry(text),
    sure: /[<(]/.test(text),
  }));
}

/** Prose with addresses in it is no list; several partners with one slip among them are. */
function isList(candidates: readonly Candidate[]): boolean {
  const good = candidates.filter(
    ({ entry, sure }) =>
      /^[^\s@]+@[^\s@]+$/.test(entry.address) && (sure || looksLikeName(entry.name)),
  );
  return good.length * 2 > candidates.length;
}

/** Without brackets only capitals tell `Jane van Dam jane@x.example` from `please ask jane@x.example`. */
function looksLikeName(name: string | undefined): boolean {
  if (name === undefined) return true;
  const words = name.split(/\s+/);
  return (
    words.length <= 5 &&
    [words.at(0), words.at(-1)].every((word) => /^[\p{Lu}\p{Lo}]/u.test(word ?? ''))
  );
}
