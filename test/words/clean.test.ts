import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean } from '../../bot/words/clean.ts';
import { say } from '../../bot/words/say.ts';

test('line ends, tabs and control characters become one space', () => {
  assert.equal(clean(' Jane\r\n\tDoe\u0000\u2028x '), 'Jane Doe x');
});

test('clean removes invisible characters and those that change the reading direction', () => {
  assert.equal(clean('a\u202eb\u2066c\u200bd\ufeffe'), 'abcde');
});

test('clean makes fillers, tags and blank patterns empty', () => {
  assert.equal(clean('\u3164\u115f\uffa0\u2800\u180e'), '');
  assert.equal(clean('Jane\u{e0041}\u{e0042} Doe\u034f'), 'Jane Doe');
});

test('clean isolates right-to-left text, once', () => {
  const name = '\u05d0\u05d1\u05d9';
  assert.equal(clean(name), `\u2068${name}\u2069`);
  assert.equal(clean(clean(name)), clean(name));
});

test('clean keeps joiners that names need', () => {
  assert.ok(clean('\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645').includes('\u200c'));
  assert.equal(clean('\u2764\ufe0f'), '\u2764\ufe0f');
});

test('clean cuts long text between characters, never inside one', () => {
  assert.equal(clean('\u{1f600}'.repeat(5), 3), '\u{1f600}\u{1f600}\u2026');
  assert.equal(clean('abc', 3), 'abc');
});

test('each name of a list keeps its own isolate, so that the list keeps its order', () => {
  const [first, second] = ['\u05d0\u05d1\u05d9', '\u05d3\u05d5\u05d3'];
  const list = [first, 'Jane', second].map((name) => clean(name)).join(', ');
  assert.equal(clean(list, 500), list);
  assert.equal(
    say('en')('running.waits for owners', { project: 'Atlas', count: 2, owners: list }),
    `Atlas: 2 wait for ${list}`,
  );
});

test('a cut list leaves no isolate open', () => {
  const list = Array.from({ length: 9 }, () => clean('\u05d0\u05d1\u05d9\u05d0\u05d1\u05d9')).join(
    ', ',
  );
  for (let most = 10; most < 60; most++) {
    const cut = clean(list, most);
    assert.equal(cut.split('\u2068').length, cut.split('\u2069').length, cut);
  }
});

test("clean removes people's own isolates around left-to-right text, and leaves none open", () => {
  assert.equal(clean('a\u2068b\u2069c'), 'abc');
  assert.equal(clean('\u2068\u2069'), '');
  assert.equal(clean('a\u2068b'), 'ab');
  assert.equal(clean('\u2069\u05d0\u2068'), '\u2068\u05d0\u2069');
});

test('clean cuts addresses and domains in the middle, and always keeps the last two labels', () => {
  const address = `${'long.'.repeat(12)}name@${'sub.'.repeat(8)}fabrikam.example`;
  const cut = clean(address, 60);
  assert.equal([...cut].length, 60);
  assert.match(cut, /^long\.long.*\u2026.*\.fabrikam\.example$/);
  const domain = `login.microsoft.com.${'a'.repeat(60)}.${'b'.repeat(60)}.example`;
  assert.ok(clean(domain, 60).endsWith(`\u2026${'b'.repeat(60)}.example`));
  assert.ok(clean(`jane@${'c'.repeat(63)}.${'d'.repeat(63)}`, 40).endsWith(`.${'d'.repeat(63)}`));
});

test('clean cuts the name of a file at its end, like other text', () => {
  const file = `${'partners-of-the-year-'.repeat(5)}.csv`;
  assert.equal(clean(file, 30), 'partners-of-the-year-partners\u2026');
});
