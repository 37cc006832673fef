import type { Reason } from '../reason.ts';

/** A record before csv-parse. `cells`: set when the quotation marks are odd, so that csv-parse does not read it. */
export type RawRecord = {
  line: number;
  lines: number;
  blank: number;
  text: string;
  cells?: readonly string[];
  problems?: readonly Reason[];
  /** A note about its quotation marks. */
  said?: 'quotes mended' | 'lines in a cell';
};

/**
 * The shape of a table, as far as the reader knows it. `width`: how many cells a row has. `place`: which of them is the
 * address.
 */
export type RecordShape = {
  delimiter: string;
  width?: number;
  place?: number;
  /** Other numbers of cells that its rows have. */
  widths?: readonly number[];
};
