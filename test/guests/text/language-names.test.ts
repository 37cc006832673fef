import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageCalled } from '../../../src/guests/text/language-names.ts';

for (const [name, tag] of [
  ['Nederlands', 'nl'],
  ['dutch', 'nl'],
  [' Deutsch ', 'de'],
  ['Duits', 'de'],
  ['FRANÇAIS', 'fr'],
  ['español', 'es'],
  ['polski', 'pl'],
  ['日本語', 'ja'],
] as const) {
  test(`${name} is the language ${tag}`, () => assert.equal(languageCalled(name), tag));
}

test('a word that is no name of a language has no tag', () => {
  for (const name of ['', 'Hollands', 'Klingon', 'constructor']) {
    assert.equal(languageCalled(name), undefined, name);
  }
});
