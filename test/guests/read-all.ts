import { type ListLimits, readList } from '../../src/guests/csv/read-list.ts';
import { ListRefused } from '../../src/guests/list/list-refused.ts';
import type { ListLayout, ListNote, PartnerRow } from '../../src/guests/list/partner-row.ts';
import type { ListEvent } from '../../src/guests/table/list-event.ts';
import type { Balance } from '../../src/guests/table/list-record.ts';

export type ReadAll = {
  layout?: ListLayout;
  rows: PartnerRow[];
  notes: ListNote[];
  balance?: Balance;
  refused?: ListRefused;
};

export async function* inChunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

function keep(all: ReadAll, event: ListEvent): void {
  if (event.kind === 'layout') all.layout = event.layout;
  else if (event.kind === 'row') all.rows.push(event.row);
  else if (event.kind === 'note') all.notes.push(event.note);
  else all.balance = event.balance;
}

/** Reads a whole list. Returns all events, and a refusal too; throws every other error. */
export async function readAll(
  file: string | Uint8Array | AsyncIterable<Uint8Array>,
  limits: Partial<ListLimits> = {},
): Promise<ReadAll> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const chunks = bytes instanceof Uint8Array ? inChunks(bytes) : bytes;
  const all: ReadAll = { rows: [], notes: [] };
  try {
    for await (const event of readList(chunks, { maxBytes: 1e7, maxRows: 50_000, ...limits })) {
      keep(all, event);
    }
  } catch (error) {
    if (!(error instanceof ListRefused)) throw error;
    all.refused = error;
  }
  return all;
}

/** Each row as its line, address, name and the codes of its problems. */
export const peopleIn = ({ rows }: ReadAll) =>
  rows.map(({ line, address, displayName, problems }) => [
    line,
    address,
    displayName,
    ...problems.map(({ code }) => code),
  ]);
