import type { Reason } from '../reason.ts';

/** A record before its cells are read: sound for csv-parse, or with the cells that its odd marks leave. */
export type RawRecord = {
  line: number;
  lines: number;
  blank: number;
  text: string;
  cells?: readonly string[];
  problems?: readonly Reason[];
  /** What there is to say about its quotation marks. */
  said?: 'quotes mended' | 'lines in a cell';
};

/**
 * What the reader knows of the table: its separator, how many cells its rows have, and which of them holds the address.
 */
export type RecordShape = {
  delimiter: string;
  width?: number;
  place?: number;
  /** What other numbers of cells its rows have. */
  widths?: readonly number[];
};
