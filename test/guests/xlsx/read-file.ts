import type { ListLimits } from '../../../src/guests/csv/read-list.ts';
import { ListRefused } from '../../../src/guests/list/list-refused.ts';
import type { ListNote, PartnerRow } from '../../../src/guests/list/partner-row.ts';
import type { Balance } from '../../../src/guests/table/list-record.ts';
import { readListFile } from '../../../src/guests/xlsx/read-list-file.ts';
import { inChunks } from '../read-all.ts';

export type ReadFile = {
  rows: PartnerRow[];
  notes: ListNote[];
  balance?: Balance;
  refused?: ListRefused;
};

/** Reads a whole file. Returns all events, and a refusal too; throws every other error. */
export async function readFile(
  bytes: Uint8Array,
  limits: Partial<ListLimits> = {},
): Promise<ReadFile> {
  const all: ReadFile = { rows: [], notes: [] };
  const most = { maxBytes: 10_485_760, maxRows: 50_000, ...limits };
  try {
    for await (const event of readListFile(inChunks(bytes), most)) {
      if (event.kind === 'row') all.rows.push(event.row);
      if (event.kind === 'note') all.notes.push(event.note);
      if (event.kind === 'balance') all.balance = event.balance;
    }
  } catch (error) {
    if (!(error instanceof ListRefused)) throw error;
    all.refused = error;
  }
  return all;
}

/** Line, address and name of each row. */
export const peopleIn = ({ rows }: Pick<ReadFile, 'rows'>) =>
  rows.map(({ line, address, displayName }) => [line, address, displayName]);

export const noteOf = ({ notes }: Pick<ReadFile, 'notes'>, code: ListNote['code']) =>
  notes.find((note) => note.code === code)?.values;
