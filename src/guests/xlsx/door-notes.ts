import type { ListNote } from '../list/partner-row.ts';
import { startLeft } from '../table/left-addresses.ts';

type Shown = { text?: string; other?: string };
/** Collects the notes of a door: one of each kind, with the first lines that it is about. */
export type DoorNotes = {
  count(code: ListNote['code'], line: number, shown: Shown): void;
  /** Counts a row that the door leaves out. The notes name each of its addresses. */
  leave(code: ListNote['code'], line: number, addresses: readonly string[]): void;
  all(): ListNote[];
};

const mostLines = 3;

/** Starts the notes that a workbook needs beside those of its rows. */
export function startDoorNotes(): DoorNotes {
  const counted = new Map<ListNote['code'], Shown & { count: number; lines: number[] }>();
  const left = startLeft();
  return {
    leave: (code, line, addresses) => left.leave({ code }, line, addresses),
    count(code, line, shown) {
      const before = counted.get(code) ?? { count: 0, lines: [], ...shown };
      before.count += 1;
      if (before.lines.length < mostLines && before.lines.at(-1) !== line) before.lines.push(line);
      counted.set(code, before);
    },
    all: () => [
      ...left.notes(),
      ...[...counted].map(([code, { count, lines, text = '', other = '' }]) => ({
        code,
        values: { count, lines: lines.join(', '), text: text.slice(0, 60), other },
      })),
    ],
  };
}
