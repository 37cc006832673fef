/** Physical lines and their ends: CR, LF or CRLF, in any mixture. The end of the last line may be empty. */
export type Lines = { texts: string[]; ends: string[] };

export type LineSplitter = {
  push(piece: string): Lines;
  end(): Lines;
  /** How many characters wait for the end of their line. */
  waiting(): number;
};

/** Cuts text that comes in pieces into lines. */
export function startLines(): LineSplitter {
  let carry = '';
  return {
    push(piece) {
      const text = carry + piece;
      const lines: Lines = { texts: [], ends: [] };
      // A CR at the end may be half of a line end.
      carry = text.slice(cut(text, text.endsWith('\r') ? text.length - 1 : text.length, lines));
      return lines;
    },
    end() {
      const lines: Lines = { texts: [], ends: [] };
      const from = cut(carry, carry.length, lines);
      if (from < carry.length) {
        lines.texts.push(carry.slice(from));
        lines.ends.push('');
      }
      carry = '';
      return lines;
    },
    waiting: () => carry.length,
  };
}

/** Cuts the lines that end before `length`. Returns where the next line begins. */
function cut(text: string, length: number, { texts, ends }: Lines): number {
  const hasReturns = text.includes('\r');
  let from = 0;
  for (;;) {
    const feed = text.indexOf('\n', from);
    const carriage = hasReturns ? text.indexOf('\r', from) : -1;
    const at = firstOf(feed, carriage);
    if (at < 0 || at >= length) return from;
    const end = endAt(text, at);
    texts.push(text.slice(from, at));
    ends.push(end);
    from = at + end.length;
  }
}

/** The smaller of two places; -1 means nowhere. */
function firstOf(one: number, other: number): number {
  if (one < 0) return other;
  return other < 0 ? one : Math.min(one, other);
}

function endAt(text: string, at: number): string {
  if (text.charAt(at) === '\n') return '\n';
  return text.charAt(at + 1) === '\n' ? '\r\n' : '\r';
}
