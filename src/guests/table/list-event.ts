import type { ListLayout, ListNote, PartnerRow } from '../list/partner-row.ts';
import type { Balance } from './list-record.ts';

/** The events of reading a list, in the order of its lines. */
export type ListEvent =
  /** The last layout counts: a later table may add columns. */
  | { kind: 'layout'; layout: ListLayout }
  | { kind: 'row'; row: PartnerRow }
  /** Notes come at the end, the most important first. */
  | { kind: 'note'; note: ListNote }
  /** The last event of a list. */
  | { kind: 'balance'; balance: Balance };

/** The facts that the door knows about its list. */
export type ListSource = {
  /** The separator for the results. */
  delimiter: string;
  maxRows: number;
  /** The name of the whole list, if it says that the list does not mean its people: the name of a sheet. */
  title?: string | undefined;
  /** The fields that the door leaves out, where the columns are its own and no headings of the list. */
  leftOut?: () => readonly string[];
  /** The code page of a text that is not all Unicode. People should check the names then. */
  codePage?: () => { name: string; mixed: boolean } | undefined;
};
