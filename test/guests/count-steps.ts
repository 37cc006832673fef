/**
 * Counts the steps that a backtracking engine takes to search a text with a pattern, as V8's does: each character that
 * it looks at is a step. So a test can hold a pattern to linear work on any machine.
 */
export function countSteps(pattern: RegExp, text: string, most = 1_000_000): number {
  const { source, flags } = pattern;
  const run: Run = { text: [...text], steps: 0, most };
  const node = parse(source, flags);
  const isAll = /[gy]/.test(flags);
  try {
    for (let at = 0; at <= run.text.length; ) {
      let end = -1;
      const isFound = node(run, at, 1, (reached) => {
        end = reached;
        return true;
      });
      if (isFound && !isAll) break;
      at = isFound && end > at ? end : at + 1;
    }
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
  }
  return run.steps;
}

class TooMany extends Error {}
type Run = { text: readonly string[]; steps: number; most: number };
type Next = (at: number) => boolean;
type Node = (run: Run, at: number, way: 1 | -1, next: Next) => boolean;

function step(run: Run): void {
  run.steps += 1;
  if (run.steps > run.most) throw new TooMany();
}

/** One character: what JavaScript itself says about it. */
function single(atom: string, flags: string): Node {
  const one = new RegExp(`^(?:${atom})$`, flags.replace(/[gy]/g, ''));
  const known = new Map<string, boolean>();
  return (run, at, way, next) => {
    step(run);
    const sign = run.text[way === 1 ? at : at - 1];
    if (sign === undefined) return false;
    const fits = known.get(sign) ?? one.test(sign);
    known.set(sign, fits);
    return fits && next(at + way);
  };
}

const isWord = (sign = '') => /\w/.test(sign);
const edge =
  (isEdge: boolean): Node =>
  (run, at, _way, next) => {
    step(run);
    return (isWord(run.text[at - 1]) !== isWord(run.text[at])) === isEdge && next(at);
  };
const begins: Node = (_run, at, _way, next) => at === 0 && next(at);
const ends: Node = (run, at, _way, next) => at === run.text.length && next(at);
const inOrder =
  (nodes: readonly Node[]): Node =>
  (run, at, way, next) => {
    const go = (index: number, place: number): boolean => {
      const node = way === 1 ? nodes[index] : nodes[nodes.length - 1 - index];
      return node === undefined ? next(place) : node(run, place, way, (to) => go(index + 1, to));
    };
    return go(0, at);
  };
const either =
  (nodes: readonly Node[]): Node =>
  (run, at, way, next) =>
    nodes.some((node) => node(run, at, way, next));
const look =
  (node: Node, way: 1 | -1, wanted: boolean): Node =>
  (run, at, _way, next) =>
    node(run, at, way, () => true) === wanted && next(at);

function repeat(node: Node, { min, max, lazy }: { min: number; max: number; lazy: boolean }): Node {
  return (run, at, way, next) => {
    const go = (count: number, place: number): boolean => {
      const more = () =>
        count < max && node(run, place, way, (to) => to !== place && go(count + 1, to));
      if (count < min) return node(run, place, way, (to) => go(count + 1, to));
      return lazy ? next(place) || more() : more() || next(place);
    };
    return go(0, at);
  };
}

/** Reads a pattern. Captures count as groups, and a reference to one as nothing. */
function parse(source: string, flags: string): Node {
  let at = 0;
  const starts = (text: string): boolean => {
    const isThere = source.startsWith(text, at);
    if (isThere) at += text.length;
    return isThere;
  };

  function alternatives(): Node {
    const nodes = [sequence()];
    while (starts('|')) nodes.push(sequence());
    return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : either(nodes);
  }

  function sequence(): Node {
    const nodes: Node[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') nodes.push(term());
    return inOrder(nodes);
  }

  function term(): Node {
    const node = atom();
    const [whole = ''] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at)) ?? [];
    at += whole.length;
    return whole === '' ? node : repeat(node, timesOf(whole));
  }

  function group(): Node {
    const [head = ''] = /^(?:\?:|\?=|\?!|\?<=|\?<!|\?<\w+>)?/.exec(source.slice(at)) ?? [];
    at += head.length;
    const inner = alternatives();
    at += 1;
    if (head === '?=' || head === '?!') return look(inner, 1, head === '?=');
    return head === '?<=' || head === '?<!' ? look(inner, -1, head === '?<=') : inner;
  }

  function atom(): Node {
    if (starts('(')) return group();
    for (const [text, node] of places) if (starts(text)) return node;
    const [whole = ''] = oneSign.exec(source.slice(at)) ?? [];
    at += whole.length;
    return /^\\[1-9]$/.test(whole) ? inOrder([]) : single(whole, flags);
  }

  return alternatives();
}

const places: readonly (readonly [text: string, node: Node])[] = [
  ['^', begins],
  ['$', ends],
  ['\\b', edge(true)],
  ['\\B', edge(false)],
];
const oneSign =
  /^(?:\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|.)|.)/isu;

/** How often a part comes: `+`, `*?`, `{2,5}`. */
function timesOf(text: string): { min: number; max: number; lazy: boolean } {
  const lazy = text.length > 1 && text.endsWith('?');
  const [, low, comma, high] = /^\{(\d+)(,?)(\d*)\}/.exec(text) ?? [];
  if (low === undefined) {
    return { min: text.startsWith('+') ? 1 : 0, max: text.startsWith('?') ? 1 : Infinity, lazy };
  }
  const max = comma === '' ? Number(low) : high === '' ? Infinity : Number(high);
  return { min: Number(low), max, lazy };
}
