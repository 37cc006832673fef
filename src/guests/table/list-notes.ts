import { type ListNote, listNoteCodes } from '../list/partner-row.ts';
import { startLeft } from './left-addresses.ts';

const mostLines = 3;

/**
 * Collects the notes about a list: one of each kind with the first lines, and as many as name all addresses left out.
 */
export type NoteBook = {
  say(note: ListNote): void;
  /** Counts one more of a kind, on this line. `text`: an example. */
  count(code: ListNote['code'], line: number, text?: string): void;
  /** Counts an address outside the column of addresses. */
  elsewhere(column: string, line: number, address: string): void;
  /** Counts an address, or a row with further ones, that the reader leaves out. The notes name each of them. */
  leave(code: ListNote['code'], line: number, addresses: readonly string[]): void;
  all(): ListNote[];
};

/** Starts the notes of one list. A note that comes again adds to a count. */
export function startNotes(): NoteBook {
  const said: ListNote[] = [];
  const counted = new Map<ListNote['code'], { count: number; lines: number[]; text: string }>();
  const left = startLeft();
  return {
    say: (note) => void said.push(note),
    count(code, line, text = '') {
      const before = counted.get(code) ?? { count: 0, lines: [], text: text.trim().slice(0, 60) };
      before.count += 1;
      if (before.lines.length < mostLines && before.lines.at(-1) !== line) before.lines.push(line);
      counted.set(code, before);
    },
    elsewhere: (column, line, address) =>
      left.leave({ code: 'other addresses', column }, line, [address]),
    leave: (code, line, addresses) => left.leave({ code }, line, addresses),
    all() {
      const kinds = [...counted].map(([code, { lines, ...values }]) => ({
        code,
        values: { ...values, lines: lines.join(', ') },
      }));
      // The list of codes has the most important first.
      const place = ({ code }: ListNote) => listNoteCodes.indexOf(code);
      return [...left.notes(), ...said, ...kinds].sort((a, b) => place(a) - place(b));
    },
  };
}
