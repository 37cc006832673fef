import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inReadersOrder, languageName } from '../../bot/words/formats.ts';

test('the name of a language has its country only if that adds something', () => {
  assert.equal(languageName('nl-NL', 'nl'), 'Nederlands');
  assert.equal(languageName('en-US', 'nl'), 'Engels');
  assert.equal(languageName('en-US', 'en'), 'English (US)');
  assert.equal(languageName('en-GB', 'en'), 'English (UK)');
  assert.equal(languageName('fr-CA', 'nl'), 'Frans (Canada)');
  assert.equal(languageName('zh-Hant', 'en'), 'Chinese (Traditional)');
  assert.equal(languageName('no tag', 'en'), 'no tag');
});

test("choices are in the order of the reader's alphabet", () => {
  const titles = ['Zebra', 'Écluse', 'atlas', 'Beacon'].map((title) => ({ title }));
  assert.deepEqual(
    inReadersOrder(titles, 'nl').map(({ title }) => title),
    ['atlas', 'Beacon', 'Écluse', 'Zebra'],
  );
});
