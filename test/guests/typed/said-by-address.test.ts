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
  ['bob@y.example, Not Jane Knot <jane.knot@x.example>', ['bob@y.example']],
  ['bob@y.example, Not Kim Knot <knot@x.example>', ['bob@y.example']],
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

/** Names that are words of the bot, in addresses of an initial and a family, and whom they invite. */
const families: readonly [text: string, names: readonly string[]][] = [
  [
    'Lopez, Ana <alopez@x.example>\nBest, George <gbest@x.example>\nZeller, Max <mzeller@x.example>',
    ['Lopez, Ana', 'Best, George', 'Zeller, Max'],
  ],
  [
    'Ana Lopez <alopez@x.example>\nBest, George <george.best2@x.example>\nMax Zeller <mz@x.example>',
    ['Ana Lopez', 'Best, George', 'Max Zeller'],
  ],
  ['Jan Bos jan@x.example, Pia Maar pmaar@x.example', ['Jan Bos', 'Pia Maar']],
  ['Jan Bos jan@x.example, Tom Niet tniet@x.example', ['Jan Bos', 'Tom Niet']],
  ['Jan Bos jan@x.example, Jo Except jexcept@x.example', ['Jan Bos', 'Jo Except']],
  ['No Kim <NoKim@x.example>', ['No Kim']],
];
for (const [text, names] of families) {
  test(`an address of an initial and a family says the family: ${text.slice(0, 60)}`, () => {
    assert.deepEqual(
      readTypedLine(text).partners.map(({ displayName }) => displayName),
      names,
    );
  });
}

/** Texts with letters beside the name that the address has too, and the name. */
const beside: readonly [text: string, name: string][] = [
  ['Paul (La Poste) <p.la.fontaine@x.example>', 'Paul'],
  ['Jan (De Kok Bouw) p.de.boer@x.example', 'Jan'],
  ['Anna Bos (IT) it@x.example', 'Anna Bos'],
  ['Paul | PETIT | info@x.example', 'Paul PETIT'],
  ['NW | Max | m.x@x.example', 'Max'],
  ['Max | NW | m.x@x.example', 'Max'],
  ['Client Services <services@x.example>', 'Client Services'],
  ['Gast Jan Beheer <jan.beheer@x.example>', 'Jan Beheer'],
];
for (const [text, name] of beside) {
  test(`letters of a firm or desk do not become the name: ${text}`, () => {
    assert.equal(readTypedLine(text).partners[0]?.displayName, name);
  });
}

test('a line of a list that begins like the head of a mail ends no list', () => {
  const text = 'Ana Bos <ana@x.example>\nDa: Luis Roe <luis@x.example>\nMia Poe <mia@x.example>';
  assert.equal(readTypedLine(text).partners.length, 3);
});
