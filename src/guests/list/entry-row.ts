import { readHeader, templateHeader } from './list-header.ts';
import type { ListLayout, PartnerRow } from './partner-row.ts';
import { readCells } from './read-cells.ts';

/** The layout of the results file for a request that came without a file. */
export const typedLayout: ListLayout = {
  dialect: 'typed',
  delimiter: ',',
  preamble: [],
  header: templateHeader,
};

const templateColumns = readHeader(templateHeader);

export type Entry = { address: string; name?: string };

type Said = { project?: string; language?: string; until?: string };

/** The row that an entry would be in our template. `said`: what the requester said about all entries. */
export function entryRow({ address, name }: Entry, line: number, said: Said = {}): PartnerRow {
  const { project = '', language = '', until = '' } = said;
  const cells = [address, name ?? '', project, language, '', '', '', '', until, ''];
  const row = readCells(templateColumns, cells, line);
  // In a cell `none` says that the row names no project. A person who types `to none` means a project of that name.
  return project === '' ? row : { ...row, project };
}

/** A partner's fields in the order of our template. */
export function templateCells(row: Omit<PartnerRow, 'cells'>): string[] {
  return [
    row.address,
    row.displayName ?? '',
    row.project ?? '',
    row.language ?? '',
    row.redirectUrl ?? '',
    row.cc ?? '',
    row.groups?.join(' ') ?? '',
    row.applications?.join(' ') ?? '',
    row.until ?? '',
    row.sendMail === undefined ? '' : String(row.sendMail),
  ];
}
