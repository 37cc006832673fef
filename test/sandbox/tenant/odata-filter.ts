import { badRequest } from './graph-call.ts';
import { isRecord } from './knobs.ts';

type Literal = string | number | boolean | null;
export type Filter =
  | { kind: 'or' | 'and'; parts: Filter[] }
  | { kind: 'not'; part: Filter }
  | { kind: 'compare'; op: string; path: string[]; values: Literal[] }
  | { kind: 'any'; path: string[]; variable: string; part: Filter };

const invalid = (): Error => badRequest('Invalid filter clause', 'BadRequest');
const guidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const tokenPattern =
  /\s*('(?:[^']|'')*'|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[A-Za-z_]\w*|[0-9][\w:.+-]*|[(),/:])/y;

/** Reads the part of OData's $filter that Graph's directory knows; refuses the rest as Graph does. */
export function parseFilter(text: string): Filter {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const token = tokenPattern.exec(text)?.[1];
    if (token === undefined) throw invalid();
    tokens.push(token);
  }
  const reader = { tokens, at: 0 };
  const filter = readOr(reader);
  if (reader.at !== tokens.length) throw invalid();
  return filter;
}

type Reader = { tokens: string[]; at: number };
const peek = (reader: Reader): string | undefined => reader.tokens[reader.at];
function next(reader: Reader): string {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw invalid();
  return token;
}
function expect(reader: Reader, token: string): void {
  if (next(reader) !== token) throw invalid();
}

const readOr = (reader: Reader): Filter => readChain(reader, 'or', readAnd);
const readAnd = (reader: Reader): Filter => readChain(reader, 'and', readOne);

function readChain(reader: Reader, word: 'or' | 'and', part: (r: Reader) => Filter): Filter {
  const first = part(reader);
  if (peek(reader) !== word) return first;
  const parts = [first];
  while (peek(reader) === word) {
    reader.at++;
    parts.push(part(reader));
  }
  return { kind: word, parts };
}

function readOne(reader: Reader): Filter {
  const word = next(reader);
  if (word === 'not') return { kind: 'not', part: readOne(reader) };
  if (word === '(') {
    const inner = readOr(reader);
    expect(reader, ')');
    return inner;
  }
  if (/^(startswith|endswith)$/i.test(word) && peek(reader) === '(') {
    reader.at++;
    const path = readPath(reader, next(reader));
    expect(reader, ',');
    const value = literal(next(reader));
    expect(reader, ')');
    return { kind: 'compare', op: word.toLowerCase(), path, values: [value] };
  }
  const path = readPath(reader, word);
  if (path.at(-1) === 'any' && peek(reader) === '(') return readAny(reader, path.slice(0, -1));
  const op = next(reader);
  if (op === 'in') return { kind: 'compare', op, path, values: readList(reader) };
  if (!/^(eq|ne|gt|ge|lt|le)$/.test(op)) throw invalid();
  return { kind: 'compare', op, path, values: [literal(next(reader))] };
}

function readAny(reader: Reader, path: string[]): Filter {
  expect(reader, '(');
  const variable = next(reader);
  expect(reader, ':');
  const part = readOr(reader);
  expect(reader, ')');
  return { kind: 'any', path, variable, part };
}

function readPath(reader: Reader, first: string): string[] {
  if (!/^[A-Za-z_]/.test(first)) throw invalid();
  const path = [first];
  while (peek(reader) === '/') {
    reader.at++;
    path.push(next(reader));
  }
  return path;
}

function readList(reader: Reader): Literal[] {
  expect(reader, '(');
  const values = [literal(next(reader))];
  while (peek(reader) === ',') {
    reader.at++;
    values.push(literal(next(reader)));
  }
  expect(reader, ')');
  return values;
}

function literal(token: string): Literal {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  if (/^[0-9][0-9.]*$/.test(token)) return Number(token);
  if (/^[0-9]/.test(token) || guidPattern.test(token)) return token;
  throw invalid();
}

/** The number of operands under OR operators. Each value after `in` counts. */
export function orClauses(filter: Filter): number {
  switch (filter.kind) {
    case 'compare':
      return filter.op === 'in' ? filter.values.length : 1;
    case 'or':
      return filter.parts.reduce((sum, part) => sum + orClauses(part), 0);
    case 'and':
      return Math.max(...filter.parts.map(orClauses));
    case 'any':
    case 'not':
      return orClauses(filter.part);
  }
}

/** Each compared property with its operator. Inside `any` it is the property of the collection. */
export function usesOf(filter: Filter, negated = false): { property: string; op: string }[] {
  if (filter.kind === 'not') return usesOf(filter.part, true);
  if (filter.kind === 'any') {
    const property = filter.path.join('/');
    return [
      { property, op: 'any' },
      ...usesOf(filter.part, negated).map(({ op }) => ({ property, op: `any ${op}` })),
    ];
  }
  if (filter.kind === 'compare') {
    return [{ property: filter.path.join('/'), op: negated ? 'not' : filter.op }];
  }
  return filter.parts.flatMap((part) => usesOf(part, negated));
}

export function matches(filter: Filter, subject: unknown, variable?: string): boolean {
  switch (filter.kind) {
    case 'or':
      return filter.parts.some((part) => matches(part, subject, variable));
    case 'and':
      return filter.parts.every((part) => matches(part, subject, variable));
    case 'not':
      return !matches(filter.part, subject, variable);
    case 'any': {
      const items = valueAt(subject, filter.path, variable);
      if (!Array.isArray(items)) return false;
      return items.some((item) => matches(filter.part, item, filter.variable));
    }
    case 'compare': {
      const value = valueAt(subject, filter.path, variable);
      return filter.values.some((wanted) => compare(filter.op, value, wanted));
    }
  }
}

function valueAt(subject: unknown, path: string[], variable: string | undefined): unknown {
  let value = subject;
  for (const step of path[0] === variable ? path.slice(1) : path) {
    value = isRecord(value) ? value[step] : undefined;
  }
  return value;
}

function compare(op: string, value: unknown, wanted: Literal): boolean {
  const left = typeof value === 'string' ? value.toLowerCase() : (value ?? null);
  const right = typeof wanted === 'string' ? wanted.toLowerCase() : wanted;
  if (op === 'eq' || op === 'in') return left === right;
  if (op === 'ne') return left !== right;
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  return ordered[op]?.(left, right) ?? false;
}

const ordered: Record<string, (left: string, right: string) => boolean> = {
  startswith: (left, right) => left.startsWith(right),
  endswith: (left, right) => left.endsWith(right),
  gt: (left, right) => left > right,
  ge: (left, right) => left >= right,
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
};
