import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTypedLine } from './read-typed.ts';

/** Texts in which an address only resembles a word, and whom they invite. */
const resembling: readonly [text: string, invited: readonly string[]][] = [
  ['bob@y.example, Not Jane Knott <jane.knott@x.example>', ['bob@y.example']],
  ['bob@y.example, Not jane@notion.example', ['bob@y.example']],
  [
    'jane@x.example to beacon\nBest regards,\nJo Bestman <jo.bestman@x.example>',
    ['jane@x.example'],
  ],
];
for (const [text, invited] of resembling) {
  test(`no denied or signing person is invited for the letters of an address: ${text.slice(0, 60)}`, () => {
    const { partners } = readTypedLine(text);
    assert.deepEqual(
      partners.map(({ address }) => address),
      invited,
    );
  });
}

for (const text of [
  'Hello team, jane@hellofresh.example',
  'Dear all, jane.doe@deardorff.example',
]) {
  test(`a greeting is no name for the letters of a domain: ${text}`, () => {
    const [name] = readTypedLine(text).partners.map(({ displayName }) => displayName ?? '');
    assert.doesNotMatch(name ?? '', /hello|dear/i);
  });
}

for (const text of ['Jane Doe Please <jane@x.example>', 'Jane Doe Thanks jane@x.example']) {
  test(`a polite word behind a whole name is no part of it: ${text}`, () => {
    assert.equal(readTypedLine(text).partners[0]?.displayName, 'Jane Doe');
  });
}
