import { type ListNote, listNoteCodes } from '../list/partner-row.ts';

const mostLines = 3;
const mostElsewhere = 5;

/** Collects the notes about a list: one of each kind, with the first lines that it is about. */
export type NoteBook = {
  say(note: ListNote): void;
  /** Counts one more of a kind, on this line. `text`: an example. */
  count(code: ListNote['code'], line: number, text?: string): void;
  /** Counts an address outside the column of addresses. */
  elsewhere(column: string, line: number, address: string): void;
  all(): ListNote[];
};

export function startNotes(): NoteBook {
  const said: ListNote[] = [];
  const counted = new Map<ListNote['code'], { count: number; lines: number[]; text: string }>();
  const columns = new Map<string, { count: number; lines: number[]; addresses: string[] }>();
  return {
    say: (note) => void said.push(note),
    count(code, line, text = '') {
      const before = counted.get(code) ?? { count: 0, lines: [], text: text.trim().slice(0, 60) };
      before.count += 1;
      if (before.lines.length < mostLines && before.lines.at(-1) !== line) before.lines.push(line);
      counted.set(code, before);
    },
    elsewhere(column, line, address) {
      const before = columns.get(column) ?? { count: 0, lines: [], addresses: [] };
      before.count += 1;
      const hasRoom =
        before.addresses.length < mostElsewhere && before.lines.length < mostElsewhere;
      const isNew = !before.addresses.includes(address);
      if (hasRoom && before.lines.at(-1) !== line) before.lines.push(line);
      if (hasRoom && isNew) before.addresses.push(address);
      columns.set(column, before);
    },
    all() {
      const kinds = [...counted].map(([code, { lines, ...values }]) => ({
        code,
        values: { ...values, lines: lines.join(', ') },
      }));
      const others = [...columns].map(([column, { count, lines, addresses }]) => ({
        code: 'other addresses' as const,
        values: { column, count, lines: lines.join(', '), addresses: addresses.join(', ') },
      }));
      // The list of codes has the most important first.
      const place = ({ code }: ListNote) => listNoteCodes.indexOf(code);
      return [...others, ...said, ...kinds].sort((a, b) => place(a) - place(b));
    },
  };
}
