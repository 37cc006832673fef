import type { ListRefusedCode } from '../../src/guests/list/list-refused.ts';
import type { ListNote } from '../../src/guests/list/partner-row.ts';
import { type Reason, reasonCodes } from '../../src/guests/reason.ts';
import type { Say, Values } from './say.ts';
import { voterWords } from './voter-words.ts';

/** Says a reason in words. They hold text from people: show them in a TextRun only. */
export function reasonWords(reason: Reason, say: Say): string {
  const { instead = '', ...given } = selectable(reason.values);
  // Names the person who decided for an owner together with that owner.
  const name = voterWords({ name: String(given.name ?? ''), instead: String(instead) }, say);
  const who = instead === '' ? {} : { name };
  const days = { either: dayNamed(given.first, say), or: dayNamed(given.second, say) };
  const values = { ...blanks, ...given, ...who, ...days, cause: causeWords(reason, say) };
  return say(`reason.${reason.code}`, values).replace(/ {2,}/g, ' ').trim();
}

/** A day (YYYY-MM-DD) by the name of its month. */
function dayNamed(day: string | number | undefined, say: Say): string {
  const [year, month, number] = String(day ?? '')
    .split('-')
    .map(Number);
  if (year === undefined || month === undefined || number === undefined) return '';
  return say('day.named', { year: String(year), month: String(month), number });
}

/** One reason may name another as its cause. */
function causeWords({ values: { cause } = {} }: Reason, say: Say): string {
  const code = reasonCodes.find((known) => known === cause);
  return code === undefined ? '' : say(`reason.${code}`, blanks);
}

/** Says everything that is wrong with one row, as one text. */
export function reasonsWords(reasons: readonly Reason[], say: Say): string {
  return reasons.map((reason) => reasonWords(reason, say)).join(' ');
}

/** Says a note about a list. It holds text from people: show it in a TextRun only. */
export function noteWords(note: ListNote, say: Say): string {
  return say(`note.${note.code}`, { ...noteBlanks, ...note.values });
}

// Notes are read from the database too.
const noteBlanks = {
  column: '',
  columns: '',
  count: 1,
  line: '?',
  lines: '?',
  text: '',
  addresses: '',
  name: '',
  read: 'no',
  before: 'over',
  number: '?',
  codePage: '',
  holding: '',
  holds: 0,
  people: 0,
  beyond: 0,
} satisfies Values;

/** Says why the reader refused a list as a whole, and where the fault is. */
export function listWords(
  refused: { code: ListRefusedCode; values?: Values | undefined },
  say: Say,
): string[] {
  const { line, nearest, limit, ...rest } = refused.values ?? {};
  return [
    say(`list.${refused.code}`, {
      column: '',
      other: '',
      kind: 'none',
      as: 'list',
      line: line ?? '?',
      last: '?',
      ...rest,
    }),
    ...(nearest === undefined || nearest === ''
      ? []
      : [say('list.near column', { column: nearest })]),
    ...(line === undefined ? [] : [say('list.near line', { line })]),
    ...(limit === undefined
      ? []
      : [limitWords(refused.code, { unit: rest.unit ?? 'characters', limit: Number(limit) }, say)]),
  ];
}

function limitWords(
  code: ListRefusedCode,
  { limit, unit }: { limit: number; unit: string | number },
  say: Say,
): string {
  if (code === 'message too long') return say('list.limit message', { limit, unit });
  return code === 'too large'
    ? say('list.limit bytes', { limit: limit / 1024 / 1024 })
    : say('list.limit', { limit });
}

/** ICU's `select` compares with plain words: no empty text, no hyphen. */
export function selectable(values: Values = {}): Values {
  const changed = { ...values };
  if (values.nearest === '') changed.nearest = 'none';
  if (values.why === 'role-assignable') changed.why = 'roles';
  return changed;
}

// Reasons are read from the database, where another version may have stored them with fewer values.
// A card that says a little less is better than no card.
const blanks = {
  as: 'other',
  passed: 1,
  stage: 1,
  stages: 2,
  lately: 0,
  off: 0,
  requester: '?',
  kind: 'invite',
  address: '',
  characters: '',
  domain: '',
  project: '',
  nearest: 'none',
  language: '',
  id: '',
  name: '',
  why: 'other',
  url: '',
  line: '?',
  value: '',
  ends: 'none',
  day: '',
  days: 0,
  weekday: 0,
  from: 'none',
  column: '',
  longest: 0,
  approvals: 0,
  requests: 0,
  expected: 0,
  found: 0,
  minutes: 0,
  attempts: 0,
  tried: 0,
  refused: 0,
  number: '',
  reason: '',
  ascii: '',
  near: '',
  host: '',
  left: 0,
  needed: 0,
  most: 0,
  going: 0,
  over: 0,
  approved: 0,
  rejected: 0,
  count: 0,
  comment: 'no',
  renamed: 'no',
  guest: 'no',
  probable: '',
  cause: '',
  removes: '',
  other: '',
  key: '',
  place: '',
  words: '',
  more: 0,
  permission: '',
  what: 'other',
  addresses: '',
  last: '?',
  missing: 0,
  names: '',
  graph: 'none',
  said: 'none',
  asked: '?',
  sheet: '',
  first: 'none',
  waits: 'no',
  second: '',
} satisfies Values;
