import { parse } from 'csv-parse/sync';
import type { ListRecord } from '../table/list-record.ts';
import type { RawRecord } from './raw-record.ts';
import { readQuoted } from './scan-quotes.ts';

/** Reads the cells of some hundred records at a time. csv-parse reads those with sound quotes. */
export function parseRecords(records: readonly RawRecord[], delimiter: string): ListRecord[] {
  const sound = records.filter(({ cells }) => cells === undefined);
  const parsed = parseSound(
    sound.map(({ text }) => text),
    delimiter,
  );
  let next = 0;
  return records.map((record) => {
    const cells = record.cells ?? parsed[next++] ?? [];
    const { line, lines, blank, text } = record;
    // Nearly all: a copy of every key costs more than the rest.
    return record.cells === undefined && record.said === undefined && record.problems === undefined
      ? { line, lines, blank, text, cells }
      : { ...record, cells };
  });
}

function parseSound(texts: readonly string[], delimiter: string): string[][] {
  if (texts.length === 0) return [];
  try {
    const cells = parseText(texts.join('\n'), delimiter);
    if (cells.length === texts.length) return cells;
  } catch {
    // One of them is not sound after all: `readQuoted` reads each by itself.
  }
  return texts.map((text) => readQuoted(text, delimiter).cells);
}

function parseText(text: string, delimiter: string): string[][] {
  return parse(text, {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
  });
}
