import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean } from '../../bot/words/clean.ts';

test('line ends, tabs and control characters become one space', () => {
  assert.equal(clean(' Jane\r\n\tDoe\u0000\u2028x '), 'Jane Doe x');
});

test('what is invisible or turns the reading direction goes', () => {
  assert.equal(clean('a\u202eb\u2066c\u200bd\ufeffe'), 'abcde');
});

test('what looks like nothing at all is nothing: fillers, tags, blank patterns', () => {
  assert.equal(clean('\u3164\u115f\uffa0\u2800\u180e'), '');
  assert.equal(clean('Jane\u{e0041}\u{e0042} Doe\u034f'), 'Jane Doe');
});

test('right-to-left text is isolated, once', () => {
  const name = '\u05d0\u05d1\u05d9';
  assert.equal(clean(name), `\u2068${name}\u2069`);
  assert.equal(clean(clean(name)), clean(name));
});

test('joiners that names need stay', () => {
  assert.ok(clean('\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645').includes('\u200c'));
  assert.equal(clean('\u2764\ufe0f'), '\u2764\ufe0f');
});

test('long text is cut between characters, never inside one', () => {
  assert.equal(clean('\u{1f600}'.repeat(5), 3), '\u{1f600}\u{1f600}\u2026');
  assert.equal(clean('abc', 3), 'abc');
});
