import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftOverNote } from '../../../src/guests/typed/left-over-note.ts';

test('however many addresses are left over, each stands whole in a note', () => {
  const all = Array.from({ length: 400 }, (_, n) => `person${n}@company-number-${n}.example`);
  for (const count of [1, 12, 30, 400]) {
    const some = all.slice(0, count);
    const notes = leftOverNote(['but not', ...some, 'and a few words behind them']);
    const texts = notes.map(({ values }) => String(values.words));
    const named = new Set(texts.flatMap((text) => text.split(/[\s,]+/)));
    for (const each of some) assert.ok(named.has(each), `${each} is lost`);
    for (const text of texts) assert.ok(text.length <= 480);
    assert.ok([...named].filter((word) => word.includes('@')).every((word) => some.includes(word)));
  }
});

test('long words without an address are one note', () => {
  const notes = leftOverNote(['so many words '.repeat(200)]);
  assert.equal(notes.length, 1);
});
