import { strikeMarks, strikeSide } from '../names/strike-marks.ts';

/** How far a mark reaches. */
type Reach = 'nowhere' | 'line' | 'lines';
/** `apart`: as an opening or a closing mark it does not touch the text, so it may only divide. */
type Mark = { kind: string; at: number; end: number; opens: Reach; closes: Reach } & {
  apart: { opening: boolean; closing: boolean };
};
type Span = { from: number; to: number; inner: string };

/** Writes struck text so that the readers see it: in brackets, behind a cross. Each line and each cell has its own. */
export const struckText = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.split('\t').map(struckCell).join('\t'))
    .join('\n');

function struckCell(text: string): string {
  const inner = text.replace(/[()]/g, ' ').replace(/\s+/g, ' ').trim();
  return inner === '' ? text : ` (\u2717 ${inner}) `;
}

/** Marks the text that somebody struck through, also over several lines, and keeps the lines. */
export function markStruck(text: string): string {
  let from = 0;
  let marked = '';
  for (const span of spansIn(text)) {
    marked += text.slice(from, span.from) + struckText(span.inner);
    from = span.to;
  }
  return marked + text.slice(from);
}

/** Pairs the marks. A mark without its other half strikes nothing. */
function spansIn(text: string): readonly Span[] {
  const spans: Span[] = [];
  let open: Mark[] = [];
  for (const found of text.matchAll(strikeMarks)) {
    const mark = markAt(text, found[0], found.index);
    const begun = open.find(({ kind }) => kind === mark.kind);
    const closed = begun === undefined ? undefined : between(text, begun, mark);
    if (closed !== undefined) {
      while ((spans.at(-1)?.from ?? -1) > closed.from) spans.pop();
      spans.push(closed);
      open = open.filter(({ at }) => at < closed.from);
    } else {
      open = opened(open, mark);
    }
  }
  return spans;
}

/** A mark takes the place of one before it, whose other half is missing. A ruler does not. */
function opened(open: readonly Mark[], mark: Mark): Mark[] {
  const isRuler = mark.opens === 'nowhere' && mark.closes === 'nowhere';
  const others = open.filter(({ kind }) => isRuler || kind !== mark.kind);
  return mark.opens === 'nowhere' ? others : [...others, mark];
}

/** The text between two marks, if they strike it. */
function between(text: string, begun: Mark, mark: Mark): Span | undefined {
  const inner = text.slice(begun.end, mark.at);
  const isOne = begun.opens === 'lines' && mark.closes === 'lines';
  if (mark.closes === 'nowhere' || inner.trim() === '') return undefined;
  if (!isOne && inner.includes('\n')) return undefined;
  const isLoose = begun.apart.opening || mark.apart.closing;
  if ((isLoose || begun.kind === '~') && !inner.includes('@')) return undefined;
  // `a@x.example ~~ b@y.example ~~ c@z.example`: the marks stand between partners.
  const before = text.slice(Math.max(0, begun.at - 320), begun.at);
  if (isLoose && /@[^\s,;]+ $/.test(before)) return undefined;
  return { from: begun.at, to: mark.end, inner };
}

function markAt(text: string, sign: string, at: number): Mark {
  const end = at + sign.length;
  const beside = { before: text.charAt(at - 1), after: text.charAt(end) };
  if (sign.startsWith('~')) return { at, end, ...wavesBeside(sign, beside) };
  const { kind, closes: isClosing } = strikeSide(sign);
  // `a@x.example/*b@y.example*` has a slash between two partners.
  const isOpening = !isClosing && (sign !== '/*' || /^\s?$/.test(beside.before));
  const reach = (is: boolean): Reach => (is ? 'lines' : 'nowhere');
  return {
    kind,
    at,
    end,
    opens: reach(isOpening),
    closes: reach(isClosing),
    apart: { opening: false, closing: false },
  };
}

const isWord = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign);
const isBlank = (sign: string): boolean => /^\s?$/.test(sign);
const isLineEnd = (sign: string): boolean => /^\n?$/.test(sign);

/** `~~text~~` as in Markdown, with spaces inside too; `~text~` on one line, as in chats. */
function wavesBeside(sign: string, { before, after }: Beside): Omit<Mark, 'at' | 'end'> {
  const apart = { opening: isBlank(after), closing: isBlank(before) };
  const isAlone = isLineEnd(before) && isLineEnd(after);
  const [kind, reach] =
    sign.length === 1 ? (['~', shortReach] as const) : (['~~', reachOf] as const);
  // A line of more waves is a ruler.
  if (isAlone && sign.length !== 2) return { kind, opens: 'nowhere', closes: 'nowhere', apart };
  if (isAlone) return { kind, opens: 'lines', closes: 'lines', apart };
  return { kind, opens: reach(after, before), closes: reach(before, after), apart };
}

type Beside = { before: string; after: string };

const shortReach = (inside: string, outside: string): Reach =>
  isBlank(inside) || isWord(outside) ? 'nowhere' : 'line';

function reachOf(inside: string, outside: string): Reach {
  if (isLineEnd(inside)) return 'nowhere';
  if (!isBlank(inside)) return isWord(outside) ? 'line' : 'lines';
  if (isWord(outside)) return 'nowhere';
  return isLineEnd(outside) ? 'lines' : 'line';
}
