import type { ListNote } from '../../src/guests/partner-row.ts';
import type { Reason } from '../../src/guests/reason.ts';
import type { Key, Say, Values } from './say.ts';

/** A reason in words. They hold text from people: show them in a TextRun only. */
export function reasonWords(reason: Reason, say: Say): string {
  return say(`reason.${reason.code}`, selectable(reason.values));
}

/** Everything that is wrong with one row, as one text. */
export function reasonsWords(reasons: readonly Reason[], say: Say): string {
  return reasons.map((reason) => reasonWords(reason, say)).join(' ');
}

export function noteWords(note: ListNote, say: Say): string {
  return say(`note.${note.code}`, note.values);
}

/** Why a list could not be read at all, as far as there are words for the code. */
export function listWords(
  refused: { code: string; values?: Values | undefined },
  say: Say,
): string[] {
  const { line, nearest, limit } = refused.values ?? {};
  return [
    say(listKey(refused.code)),
    ...(nearest ? [say('list.near column', { column: nearest })] : []),
    ...(line === undefined ? [] : [say('list.near line', { line })]),
    ...(limit === undefined ? [] : [say('list.limit', { limit })]),
  ];
}

const listKeys = [
  'list.empty',
  'list.not csv',
  'list.xlsx',
  'list.zip',
  'list.gzip',
  'list.too large',
  'list.too many rows',
  'list.no address column',
  'list.duplicate column',
  'list.nul bytes',
  'list.unterminated quote',
  'list.record too long',
] as const satisfies readonly Key[];

function listKey(code: string): Key {
  return listKeys.find((key) => key === `list.${code}`) ?? 'list.other';
}

/** ICU's `select` compares with plain words: no empty text, no hyphen. */
export function selectable(values: Values = {}): Values {
  return {
    ...values,
    ...(values['nearest'] === '' ? { nearest: 'none' } : {}),
    ...(values['why'] === 'role-assignable' ? { why: 'roles' } : {}),
  };
}
