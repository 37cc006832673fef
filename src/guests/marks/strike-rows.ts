import { strikeSide, strikeSigns } from '../names/strike-marks.ts';
import type { Reason } from '../reason.ts';

/** A row as the finder of strikes needs it. */
type Row = { line: number; cells: readonly string[]; problems?: readonly Reason[] };
/** The first half of a strike, and the rows since then. `isInside`: its row has an address behind it. */
type Open<R> = { kind: string; line: number; rows: R[]; isInside: boolean };
type Sign = { kind: string; at: number; end: number; opens: boolean; closes: boolean };

/**
 * Finds the rows that one strike runs through: its first half stands in the first of them, and its second half in the
 * last. It keeps the rows back until it knows, at most `mostHeld` of them, and marks those that hold an address.
 */
export function startStrikes<R extends Row>(mostHeld: number) {
  let open: Open<R> | undefined;

  function drop(): R[] {
    const rows = open?.rows ?? [];
    open = undefined;
    return rows;
  }

  /** Closes the strike that is open: marks its rows, and the last one if the strike runs through its address. */
  function close({ line, rows, isInside }: Open<R>, row: R, within: string): R[] {
    const reason = struckFrom(line, row.line);
    open = undefined;
    const before = rows.map((each, at) => (at > 0 || isInside ? marked(each, reason) : each));
    // Within one cell, the readers of addresses and of names find a strike themselves.
    const isWithin = within.includes('@') && (line !== row.line || within.includes('\t'));
    return [...before, isWithin ? marked(row, reason) : row];
  }

  /** Returns the rows about which nothing is open any more. */
  function take(row: R): R[] {
    const text = row.cells.join('\t');
    const ready: R[] = [];
    let own = row;
    let from = 0;
    for (const sign of signsIn(text)) {
      const isSame = open?.kind === sign.kind;
      if (open !== undefined && isSame && sign.closes) {
        ready.push(...close(open, own, text.slice(from, sign.at)));
        own = ready.pop() ?? own;
      } else if (sign.opens && (open === undefined || isSame)) {
        ready.push(...drop());
        from = sign.end;
        open = { kind: sign.kind, line: row.line, rows: [], isInside: text.includes('@', from) };
      }
    }
    return [...ready, ...keep(own)];
  }

  function keep(row: R): R[] {
    if (open === undefined) return [row];
    open.rows.push(row);
    return open.rows.length > mostHeld ? drop() : [];
  }

  return {
    /** Takes the next rows, and returns those that the reader can read now. */
    pass: (rows: readonly R[]): readonly R[] =>
      open === undefined && !rows.some(hasSign) ? rows : rows.flatMap(take),
    /** No more rows come, so half of a strike strikes nothing. */
    end: drop,
  };
}

/** Most cells have none of these letters. */
const hasSign = ({ cells }: Row): boolean => cells.some((cell) => mayBeSign.test(cell));
const mayBeSign = /~~|[<[*]/;

const struckFrom = (line: number, last: number): Reason => ({
  code: 'words beside address',
  values: { address: '', as: 'rows', line, last },
});

/** The same row with the reason, if it holds an address. */
function marked<R extends Row>(row: R, { code, values }: Reason): R {
  const address = row.cells
    .find((cell) => cell.includes('@'))
    ?.trim()
    .slice(0, 100);
  if (address === undefined) return row;
  return { ...row, problems: [...(row.problems ?? []), { code, values: { ...values, address } }] };
}

function signsIn(text: string): Sign[] {
  if (!/~~|[<>[*]/.test(text)) return [];
  return [...text.matchAll(strikeSigns)].map(({ 0: sign, index }) => signAt(text, sign, index));
}

function signAt(text: string, sign: string, at: number): Sign {
  const end = at + sign.length;
  if (sign === '~~') {
    // Inside a cell it may be a rough number. Alone in a cell it opens or closes.
    const opens = /(?:^|\t) ?$/.test(text.slice(Math.max(0, at - 2), at));
    return { kind: '~~', at, end, opens, closes: /^ ?(?:\t|$)/.test(text.slice(end, end + 2)) };
  }
  const { kind, closes } = strikeSide(sign);
  return { kind, at, end, opens: !closes, closes };
}
