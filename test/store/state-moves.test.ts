import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { moves } from '../../src/guests/states.ts';
import { moving } from '../../src/store/state-moves.ts';

const folder = new URL('../../src/store/', import.meta.url);
const statements = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('migrations'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** The `set` clauses of statements for the four tables whose states `moves` rules. */
const written = statements.flatMap(({ name, text }) =>
  [
    ...text.matchAll(
      /update (?:request|approval|invitation|guest)\b(?: \w+)?\s+set ([^`]*?)(?:\bwhere\b|\bfrom\b|`)/g,
    ),
  ].map(([, set = '']) => ({ name, set })),
);

test('every statement that moves a state takes the move from the table', () => {
  const states = Object.values(moves).flatMap((table) => Object.keys(table));
  const word = new RegExp(`(?:(?<![.])state =|then|else) '(?:${states.join('|')})'`);
  assert.ok(written.length > 30, 'the statements were not found');
  assert.deepEqual(
    written.filter(({ set }) => word.test(set)),
    [],
  );
});

test('a move that the table does not have neither compiles nor runs', () => {
  // @ts-expect-error: a draft is never complete
  assert.throws(() => moving('invitation', ['draft'], 'complete'), /No invitation moves/);
  // @ts-expect-error: one of the two states may not move there
  assert.throws(() => moving('guest', ['pending', 'none'], 'deleted'), /from none to deleted/);
  // @ts-expect-error: no such state
  assert.throws(() => moving('request', ['draft'], 'cancelled'), /No request moves/);
});
