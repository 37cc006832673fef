import { ListRefused } from '../list/list-refused.ts';
import type { Balance, ListRecord } from './list-record.ts';

/** The fates of a line that is not blank. */
export type Fate = Exclude<keyof Balance, 'lines' | 'blank'>;

/** Counts the lines of one list. The caller counts every record once, in order. */
export type LineAccount = {
  /** Throws ListRefused when lines are missing before this record. */
  count(record: Pick<ListRecord, 'line' | 'lines' | 'blank'>, fate: Fate): void;
  /** The sums. `blank`: the blank lines at the end. */
  close(blank: number): Balance;
};

/** Starts to count the fates of a list's lines. */
export function startAccount(): LineAccount {
  const balance: Balance = {
    lines: 0,
    header: 0,
    preamble: 0,
    blank: 0,
    read: 0,
    refused: 0,
    skipped: 0,
  };
  return {
    count({ line, lines, blank }, fate) {
      const expected = balance.lines + blank + 1;
      if (line !== expected) {
        const [from, to] = [Math.min(line, balance.lines + 1), Math.max(line, expected) - 1];
        throw new ListRefused('lines not accounted for', { line: from, last: to });
      }
      balance.lines = line + lines - 1;
      balance.blank += blank;
      balance[fate] += lines;
    },
    close(blank) {
      balance.lines += blank;
      balance.blank += blank;
      return { ...balance };
    },
  };
}
