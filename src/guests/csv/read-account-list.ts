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

/** Property in brackets: https://learn.microsoft.com/entra/identity/users/users-bulk-delete and users-bulk-restore. */
const properties = { userprincipalname: 'remove', objectid: 'restore' } as const;
/** Headings of lists that invite. */
const inviting = /\[\s*(?:inviteeemail|inviteredirecturl|sendemail|customizedmessagebody)\s*\]/i;
const linesToHeader = 20;

/**
 * Reads the accounts in Microsoft's file for bulk deletion or restoration. Undefined for any other file. Throws
 * ListRefused for a file that is too large, or that also has headings of a list that invites.
 */
export async function readAccountList(
  chunks: AsyncIterable<Uint8Array>,
  { maxBytes, maxRows }: ListLimits,
): Promise<AccountList | undefined> {
  let text = '';
  for await (const piece of decodeBytes(chunks, maxBytes).text) text += piece;
  const records = recordsOf(text);
  const at = records
    .slice(0, linesToHeader)
    .findIndex(({ cells }) => columnOf(cells) !== undefined);
  const header = records[at];
  const column = header && columnOf(header.cells);
  if (header === undefined || column === undefined) return undefined;
  if (header.cells.some((cell) => inviting.test(cell))) throw new ListRefused('mixed list');
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

function columnOf(
  cells: readonly string[],
): { kind: AccountList['kind']; index: number } | undefined {
  for (const [index, cell] of cells.entries()) {
    const property = /\[\s*(\w+)\s*\]/.exec(cell)?.[1]?.toLowerCase();
    if (property === 'userprincipalname' || property === 'objectid')
      return { kind: properties[property], index };
  }
  return undefined;
}
