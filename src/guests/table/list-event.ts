import type { ListLayout, ListNote, PartnerRow } from '../list/partner-row.ts';
import type { Balance } from './list-record.ts';

/** The events of reading a list, in the order of its lines. */
export type ListEvent =
  /** The last one counts: a later table may add columns. */
  | { kind: 'layout'; layout: ListLayout }
  | { kind: 'row'; row: PartnerRow }
  /** At the end, what matters most first. */
  | { kind: 'note'; note: ListNote }
  /** The last event of a list. */
  | { kind: 'balance'; balance: Balance };

/** What the door knows of its list. */
export type ListSource = {
  /** With what results are to be written. */
  delimiter: string;
  maxRows: number;
  /** The code page that the text was read in, where it is not Unicode alone: people are to look at the names. */
  codePage?: () => { name: string; mixed: boolean } | undefined;
};
