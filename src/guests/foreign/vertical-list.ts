import { readHeader } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import { hasAddress } from '../text/find-addresses.ts';
import { foreign } from './foreign-file.ts';

type Cells = { cells: readonly string[] };

/**
 * True for records written one field a line (`Name : Jane Doe`, then `Mail : jane@x.example`), as Format-List and YAML
 * write them. The reader cannot tell where one person ends.
 */
function isVertical(records: readonly Cells[]): boolean {
  const fields = records.map(({ cells }) => fieldOf(cells));
  const labels = new Set(fields.map(({ column }) => column));
  labels.delete('unknown');
  labels.delete('unnamed');
  return (
    labels.size > 1 && fields.some(({ column, value }) => column === 'address' && hasAddress(value))
  );
}

function fieldOf(cells: readonly string[]) {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const [first = '', second = ''] = filled;
  const parts =
    filled.length === 1
      ? /^([^:=;,|\t]{1,40})\s*[:=;,|\t]\s*(.+)$/s.exec(first)
      : [first, first, second];
  const [, label = '', value = ''] = parts ?? [];
  const [column = 'unknown'] = readHeader([
    label.replace(/^\s*[-*]\s+/, '').replace(/\s*:?\s*$/, ''),
  ]);
  return { column, value };
}

const greeting =
  /^\s*(?:hello|hi|hey|dear|good (?:morning|afternoon)|beste|hallo|geachte|goede?(?:morgen|middag)|liebe[rs]?|sehr geehrte[rs]?|bonjour|cher|ch[èe]re|hola|estimad[oa]s?)(?:\s\p{L}+){0,4}\s*[,.!:]?\s*$/iu;

/** Refuses what is no table of people: one field a line, or a letter, which does not tell who wrote it. */
export function refuseProse(start: readonly Cells[]): void {
  if (isVertical(start)) throw new ListRefused('vertical list');
  if (greeting.test(start[0]?.cells[0] ?? '')) throw foreign();
}
