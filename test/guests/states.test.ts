import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isFinal, mayMove, statesOf } from '../../src/guests/states.ts';

const tables = readFileSync(
  new URL('../../src/store/migrations/0001-first.ts', import.meta.url),
  'utf8',
);

/** The states that the database lets a table have. */
function statesIn(table: string): string[] {
  const create = new RegExp(`create table ${table} \\((.*?)\\n\\);`, 's').exec(tables)?.[1] ?? '';
  const states = /\bstate text.*?check \(state in \((.*?)\)\)/s.exec(create)?.[1] ?? '';
  return [...states.matchAll(/'([^']+)'/g)].map(([, state]) => String(state));
}

for (const thing of ['request', 'approval', 'invitation', 'guest'] as const) {
  test(`the database knows the states of ${thing} that the code knows`, () => {
    assert.deepEqual(statesIn(thing).sort(), statesOf(thing).sort());
  });
}

test('what has ended moves only where a person takes it up again', () => {
  assert.equal(mayMove('request', 'done', 'confirmed'), true);
  assert.equal(mayMove('request', 'lapsed', 'confirmed'), false);
  assert.equal(mayMove('approval', 'decided', 'open'), false);
  assert.equal(mayMove('invitation', 'unknown', 'working'), true);
  assert.equal(mayMove('invitation', 'complete', 'working'), false);
  assert.equal(mayMove('invitation', 'rejected', 'approved'), false);
});

test('staying is no move', () => {
  assert.equal(mayMove('guest', 'pending', 'pending'), false);
});

test('an invitation is final when nothing more happens to it by itself', () => {
  for (const state of ['complete', 'partly', 'failed', 'unknown', 'cancelled'] as const) {
    assert.equal(isFinal(state), true, state);
  }
  for (const state of ['draft', 'awaiting approval', 'approved', 'working'] as const) {
    assert.equal(isFinal(state), false, state);
  }
});
