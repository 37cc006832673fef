import { accountColumn } from '../list/bulk-files.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListRecord } from '../table/list-record.ts';
import { startRecords } from './assemble-records.ts';
import { decodeBytes } from './decode-bytes.ts';
import { parseRecords } from './parse-records.ts';
import type { ListLimits } from './read-list.ts';
import { startLines } from './text-lines.ts';

/** A list of accounts to remove or to restore. */
export type AccountList = {
  kind: 'remove' | 'restore';
  /** `said`: a sign-in name or an object id, as the list has it. */
  people: { line: number; said: string; cells: readonly string[] }[];
};

const linesToHeader = 20;

/**
 * Reads the accounts in Microsoft's file for bulk deletion or restoration. Undefined for any other file. Throws
 * ListRefused for a file that is too large, or that has other columns beside the accounts.
 */
export async function readAccountList(
  chunks: AsyncIterable<Uint8Array>,
  { maxBytes, maxRows }: ListLimits,
): Promise<AccountList | undefined> {
  let text = '';
  for await (const piece of decodeBytes(chunks, maxBytes).text) text += piece;
  const records = recordsOf(text);
  const found = records.slice(0, linesToHeader).map(({ cells }) => accountColumn(cells));
  const at = found.findIndex((column) => column !== undefined);
  const column = found[at];
  if (column === undefined) return undefined;
  const people = records.slice(at + 1).flatMap(({ line, cells }) => {
    const said = cells[column.index]?.trim() ?? '';
    return said === '' || /^example:/i.test(said) ? [] : [{ line, said, cells }];
  });
  if (people.length > maxRows) throw new ListRefused('too many rows', { limit: maxRows });
  return { kind: column.kind, people };
}

function recordsOf(text: string): ListRecord[] {
  const shape = { delimiter: delimiterOf(text) };
  const lines = startLines();
  const assembler = startRecords(shape);
  const raw = [...assembler.push(lines.push(text)), ...assembler.push(lines.end())];
  return parseRecords([...raw, ...assembler.end().records], shape.delimiter);
}

/** Excel writes the separator of its country; a file of one column has none. */
function delimiterOf(text: string): string {
  const start = text.split(/[\r\n]/, linesToHeader).join(' ');
  const count = (mark: string) => start.split(mark).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
